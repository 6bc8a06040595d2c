//! Why a record does not count: its text, its time, its signature.

use crate::approval::words::{Ask, For, Length, Scopes, When};
use crate::complaints;
use crate::diagnostic::Bilingual;
use crate::text::Localized;

complaints! {
    /// No record at all.
    Missing { role: String, scope: For, ask: Ask }
    error "approval/missing"
    title "nobody in `{role}` has approved this text{scope}" / "niemand aus `{role}` hat diesen Text{scope} freigegeben"
    help "{ask}" / "{ask}"
    why "A rule asks for an approval of exactly these words for exactly this channel. Words in the draft, commit messages or names of authors are no approval; a record made with `obstat approve` is."
      / "Eine Regel verlangt die Freigabe genau dieser Worte für genau diesen Kanal. Worte im Entwurf, Commit-Nachrichten oder Namen von Autoren sind keine Freigabe; ein Eintrag von `obstat approve` ist eine."

    /// The text has changed.
    Stale { who: String, date: When, id: String, change: Localized, file: String, role: String }
    error "approval/stale"
    title "{who} approved an earlier text on {date} ({id}), {change}" / "{who} hat am {date} einen früheren Text freigegeben ({id}), {change}"
    help "look at the change with `obstat approvals diff {file}`, then `obstat approve {file} --role {role}`" / "sehen Sie die Änderung mit `obstat approvals diff {file}` an, dann `obstat approve {file} --role {role}`"
    why "An approval holds for the words that were seen. Text, fields and markup are bound by a digest; whatever changes them asks again. Line ends, blanks at line ends and the Unicode form of letters change nothing."
      / "Eine Freigabe gilt für die gesehenen Worte. Text, Felder und Auszeichnungen sind durch eine Prüfsumme gebunden; wer sie ändert, muss neu fragen. Zeilenenden, Leerzeichen am Zeilenende und die Unicode-Form der Buchstaben ändern nichts."

    /// Only attachments have changed.
    ImageChanged { who: String, date: When, id: String, files: Localized, file: String }
    error "approval/image-changed"
    title "{who} approved another {files} on {date} ({id})" / "{who} hat am {date} {files} in anderer Fassung freigegeben ({id})"
    help "put the approved file back, or `obstat approve {file}` again" / "legen Sie die freigegebene Datei zurück, oder geben Sie mit `obstat approve {file}` neu frei"
    why "Images, videos and documents of a draft are bound by their bytes, not by their names." / "Bilder, Videos und Dokumente eines Entwurfs sind mit ihren Bytes gebunden, nicht mit ihren Namen."

    /// Approved for something else.
    OtherChannel { who: String, given: Scopes, wanted: Scopes, help: Localized }
    error "approval/other-channel"
    title "{who} approved this for {given}, not for {wanted}" / "{who} hat dies für {given} freigegeben, nicht für {wanted}"
    help "{help}" / "{help}"
    why "A text is cleared for a channel: what suits a trade portal may not suit a short message. Each channel is a subject of its own in a record."
      / "Ein Text wird für einen Kanal freigegeben: Was ins Fachportal passt, passt nicht immer in eine Kurznachricht. Jeder Kanal steht im Eintrag für sich."

    /// Approved for another pack.
    OtherHouse { house: String, id: String }
    error "approval/other-house"
    title "{id} belongs to the pack `{house}`" / "{id} gehört zum Paket `{house}`"
    help "sign it here with `obstat approve`" / "geben Sie hier mit `obstat approve` frei"
    why "An approval cannot be carried into another house: roles of the same name mean other people there." / "Eine Freigabe lässt sich nicht in ein anderes Haus tragen: Rollen gleichen Namens meinen dort andere Personen."

    /// The window is over.
    Expired { who: String, id: String, until: When, planned: When }
    error "approval/expired"
    title "{who} approved it for publication until {until}, planned is {planned} ({id})" / "{who} hat die Veröffentlichung bis zum {until} freigegeben, geplant ist der {planned} ({id})"
    help "move the date, or approve again" / "verlegen Sie den Termin, oder geben Sie neu frei"
    why "An approval names a window of publication, so that a text of last year does not go out unseen." / "Eine Freigabe nennt einen Zeitraum der Veröffentlichung, damit kein Text vom Vorjahr ungesehen hinausgeht."

    /// The window has not begun.
    TooEarly { who: String, id: String, from: When, planned: When }
    error "approval/too-early"
    title "{who} approved it for publication from {from}, planned is {planned} ({id})" / "{who} hat die Veröffentlichung ab dem {from} freigegeben, geplant ist der {planned} ({id})"
    help "move the date, or approve again" / "verlegen Sie den Termin, oder geben Sie neu frei"
    why "An approval names a window of publication; before it begins the text is not cleared." / "Eine Freigabe nennt einen Zeitraum der Veröffentlichung; davor ist der Text nicht freigegeben."

    /// Older than the rule allows.
    TooOld { who: String, id: String, age: Length, most: Length }
    error "approval/too-old"
    title "{who} approved this {age} before publication, the rule allows {most} ({id})" / "{who} hat dies {age} vor der Veröffentlichung freigegeben, die Regel erlaubt {most} ({id})"
    help "approve again, or publish earlier" / "geben Sie neu frei, oder veröffentlichen Sie früher"
    why "With `within` a rule says how fresh an approval must be: figures and claims age." / "Mit `within` sagt eine Regel, wie frisch eine Freigabe sein muss: Zahlen und Aussagen altern."

    /// Given too late.
    TooFresh { who: String, id: String, detail: Localized }
    error "approval/too-fresh"
    title "{who} approved this too late: {detail} ({id})" / "{who} hat dies zu spät freigegeben: {detail} ({id})"
    help "publish later" / "veröffentlichen Sie später"
    why "With `ahead` a rule leaves time for a second thought. And what is cleared after it went out was not cleared when it mattered." / "Mit `ahead` lässt eine Regel Zeit für einen zweiten Gedanken. Und was nach der Veröffentlichung freigegeben wird, war nicht freigegeben, als es darauf ankam."

    /// The signature does not hold.
    BadSignature { id: String, detail: Bilingual }
    error "approval/bad-signature"
    title "the signature of {id} does not hold: {detail}" / "die Signatur von {id} hält nicht: {detail}"
    help "the line was edited or made for another purpose: restore it from history, or sign again" / "die Zeile wurde geändert oder für anderes signiert: stellen Sie sie aus der Versionsgeschichte her, oder geben Sie neu frei"
    why "A signature covers every character of its record. One that does not fit proves that somebody wrote something else than was signed."
      / "Eine Signatur deckt jedes Zeichen ihres Eintrags. Passt sie nicht, steht dort etwas anderes, als unterschrieben wurde."

    /// A kind of key that is not accepted.
    KeyKindRefused { id: String, kind: String }
    error "approval/key-kind"
    title "keys of type `{kind}` are not accepted ({id})" / "Schlüssel der Art `{kind}` werden nicht angenommen ({id})"
    help "make one with `ssh-keygen -t ed25519`, register it, and sign again" / "erzeugen Sie einen mit `ssh-keygen -t ed25519`, tragen Sie ihn ein, und geben Sie neu frei"
    why "Accepted are Ed25519, ECDSA (256, 384, 521) and both kinds of security key; RSA, DSA and certificates are not." / "Angenommen werden Ed25519, ECDSA (256, 384, 521) und beide Arten von Sicherheitsschlüsseln; RSA, DSA und Zertifikate nicht."

    /// A security key that nobody touched.
    NoPresence { id: String }
    error "approval/no-presence"
    title "the security key was not touched when {id} was signed" / "der Sicherheitsschlüssel wurde bei {id} nicht berührt"
    help "sign again and touch the key; a key made with `no-touch-required` cannot be used" / "geben Sie neu frei und berühren Sie den Schlüssel; einer mit `no-touch-required` ist nicht verwendbar"
    why "The touch shows that a person was there. Without it a program could have signed while the key was plugged in." / "Die Berührung zeigt, dass ein Mensch da war. Ohne sie hätte ein Programm signieren können, solange der Schlüssel steckte."

    /// Less sure than the role asks.
    Unsigned { role: String, id: String, given: Bilingual, asked: Bilingual }
    error "approval/unsigned"
    title "`{role}` must {asked}, {id} is only {given}" / "`{role}` muss {asked}, {id} ist nur {given}"
    help "`obstat approve` with a registered key" / "`obstat approve` mit einem eingetragenen Schlüssel"
    why "A role says how sure an approval must be: claimed, given on a forge, or signed. A record can be typed by anybody; a signature cannot." / "Eine Rolle sagt, wie sicher eine Freigabe sein muss: behauptet, auf einer Plattform gegeben oder signiert. Einen Eintrag kann jeder tippen, eine Signatur nicht."

    /// A signature that this build cannot check.
    CannotJudge { id: String }
    unjudged "approval/no-seal"
    title "this obstat was built without signature checks, so {id} cannot be judged" / "dieses obstat wurde ohne Signaturprüfung gebaut, {id} lässt sich nicht beurteilen"
    help "use a build with the feature `seal`" / "verwenden Sie ein Programm mit dem Merkmal `seal`"
    why "What cannot be checked counts neither for nor against; the run ends with status 2." / "Was sich nicht prüfen lässt, zählt weder dafür noch dagegen; der Lauf endet mit Status 2."

    /// A clock ahead of ours.
    FromFuture { id: String, time: When }
    error "approval/from-future"
    title "{id} was signed at {time}, which is later than now" / "{id} wurde am {time} signiert, also später als jetzt"
    help "check the clock of the machine that signed" / "prüfen Sie die Uhr des Rechners, der signiert hat"
    why "A record from the future could be kept until its writer has left." / "Ein Eintrag aus der Zukunft ließe sich aufheben, bis sein Verfasser gegangen ist."

    /// Signed long ago and never on the base branch.
    NotLanded { id: String, age: Length }
    error "approval/not-landed"
    title "{id} was signed {age} ago and is not on the base branch" / "{id} wurde vor {age} signiert und ist nicht auf dem Basiszweig"
    help "sign again, and merge within 14 days" / "geben Sie neu frei, und führen Sie binnen 14 Tagen zusammen"
    why "The time in a record is what its signer says. What is new to the base branch is believed for 14 days, so that nobody backdates past the day on which a person left." / "Die Zeit in einem Eintrag ist die Angabe des Unterzeichners. Was auf dem Basiszweig neu ist, wird 14 Tage lang geglaubt, damit niemand vor den Tag zurückdatiert, an dem jemand ging."

    /// A template that lends nothing.
    NotTemplate { template: String, detail: Localized }
    error "approval/template"
    title "the template `{template}` lends this nothing: {detail}" / "die Vorlage `{template}` gibt hier nichts weiter: {detail}"
    help "fill the gaps and change nothing else, or ask for an approval of this text" / "füllen Sie nur die Lücken, oder lassen Sie diesen Text freigeben"
    why "A draft that differs from an approved template only in its gaps inherits its approvals; with anything else it is a new text." / "Ein Entwurf, der von einer freigegebenen Vorlage nur in den Lücken abweicht, erbt ihre Freigaben; mit allem anderen ist er ein neuer Text."

    /// Nearly a registered wording.
    NearClaim { claim: String, detail: Localized }
    error "approval/near-claim"
    title "this is nearly the claim `{claim}`, but not to the letter: {detail}" / "dies ist fast die Aussage `{claim}`, aber nicht wörtlich: {detail}"
    help "use the registered wording to the letter" / "verwenden Sie den eingetragenen Wortlaut genau"
    why "An approved wording clears a match only where it stands to the letter: one word more may be the one that nobody can prove." / "Ein freigegebener Wortlaut deckt eine Stelle nur, wo er wörtlich steht: Ein Wort mehr kann das sein, das niemand belegen kann."

    /// Another major version of the rules.
    OldPolicy { id: String, given: String, current: String }
    error "approval/old-policy"
    title "{id} was made under version {given} of the rules, in force is {current}" / "{id} entstand unter Fassung {given} der Regeln, in Kraft ist {current}"
    help "sign again" / "geben Sie neu frei"
    why "A new major version of a pack says that earlier approvals may rest on rules that no longer hold." / "Eine neue Hauptfassung eines Pakets besagt, dass frühere Freigaben auf Regeln beruhen können, die nicht mehr gelten."

    /// A canonical form of a newer program.
    UnknownCanon { id: String, canon: String }
    error "approval/unknown-canon"
    title "{id} was made with `{canon}`, which this program does not know" / "{id} entstand mit `{canon}`, das dieses Programm nicht kennt"
    help "use a newer obstat" / "verwenden Sie ein neueres obstat"
    why "Each record names the form in which its text was digested. Newer programs keep the old ones." / "Jeder Eintrag nennt die Form, in der sein Text geprüft wurde. Neuere Programme behalten die alten."
}

/// Words for what exactly is wrong with a signature.
pub mod wrong {
    use crate::diagnostic::Bilingual;

    /// Not base64.
    pub const BASE64: Bilingual = Bilingual { en: "it is not base64", de: "sie ist kein Base64" };
    /// Not as a signer writes it.
    pub const FORM: Bilingual = Bilingual {
        en: "it is not built as `ssh-keygen` builds one",
        de: "sie ist nicht so gebaut, wie `ssh-keygen` sie baut",
    };
    /// Another version.
    pub const VERSION: Bilingual =
        Bilingual { en: "it has another version", de: "sie hat eine andere Version" };
    /// Another purpose.
    pub const NAMESPACE: Bilingual = Bilingual {
        en: "it was made for another purpose",
        de: "sie wurde für einen anderen Zweck gemacht",
    };
    /// Another hash.
    pub const HASH: Bilingual =
        Bilingual { en: "it uses another hash", de: "sie verwendet ein anderes Prüfverfahren" };
    /// Other words.
    pub const WORDS: Bilingual =
        Bilingual { en: "it does not fit the words", de: "sie passt nicht zu den Worten" };
}
