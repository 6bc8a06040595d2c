//! Why a record does not count: its person, key, role, and who else has signed.

use crate::approval::words::{Ask, When};
use crate::complaints;
use crate::text::Localized;

complaints! {
    /// A key that does not belong to who claims to sign.
    UnknownKey { id: String, who: String, detail: Localized }
    error "approval/unknown-key"
    title "{id} does not prove that {who} signed: {detail}" / "{id} beweist nicht, dass {who} unterschrieben hat: {detail}"
    help "register the key in `registers/people.yaml` on the base branch, then sign" / "tragen Sie den Schlüssel in `registers/people.yaml` auf dem Basiszweig ein, dann geben Sie frei"
    why "A signature proves who signed only if the key is registered for that person." / "Eine Signatur beweist nur dann, wer unterschrieb, wenn der Schlüssel für diese Person eingetragen ist."

    /// A key out of its window.
    KeyExpired { id: String, who: String, detail: Localized }
    error "approval/key-expired"
    title "the key of {who} in {id} {detail}" / "der Schlüssel von {who} in {id} {detail}"
    help "register a new key on the base branch, then sign" / "tragen Sie einen neuen Schlüssel auf dem Basiszweig ein, dann geben Sie frei"
    why "Keys are registered for a time. A record that has landed is judged at the time of its signing, a new one at now." / "Schlüssel sind für eine Zeit eingetragen. Ein Eintrag auf dem Basiszweig wird zum Zeitpunkt seiner Unterschrift beurteilt, ein neuer jetzt."

    /// A key that was withdrawn.
    KeyCompromised { id: String, who: String, date: When }
    error "approval/key-compromised"
    title "the key of {who} in {id} was withdrawn on {date}; none of its signatures counts" / "der Schlüssel von {who} in {id} wurde am {date} zurückgezogen; keine seiner Signaturen zählt"
    help "sign again with another key" / "geben Sie mit einem anderen Schlüssel neu frei"
    why "Who holds a stolen key can write any date, so all its signatures fall." / "Wer einen gestohlenen Schlüssel hat, kann jedes Datum schreiben; darum fallen alle seine Signaturen."

    /// Not entitled.
    NotInRole { who: String, role: String, detail: Localized }
    error "approval/not-in-role"
    title "{who} is not in `{role}`{detail}" / "{who} gehört nicht zu `{role}`{detail}"
    help "let a member of `{role}` sign" / "lassen Sie ein Mitglied von `{role}` freigeben"
    why "Roles and their members stand in the policy. Deputies count if their record says for whom they sign." / "Rollen und ihre Mitglieder stehen in den Regeln. Stellvertretungen zählen, wenn ihr Eintrag sagt, für wen."

    /// No longer, or not yet, part of the house.
    Left { who: String, detail: Localized }
    error "approval/left"
    title "{who} {detail}" / "{who} {detail}"
    help "let somebody else in the role sign" / "lassen Sie jemand anderen aus der Rolle freigeben"
    why "A record counts if its signer belonged to the house when it was made: a landed one at its own time, a new one now." / "Ein Eintrag zählt, wenn sein Verfasser damals zum Haus gehörte: auf dem Basiszweig zu seiner Zeit, ein neuer jetzt."

    /// Not enough people yet.
    Quorum { have: u32, need: u32, ask: Ask }
    error "approval/quorum"
    title "{have} of {need} have approved" / "{have} von {need} haben freigegeben"
    help "{ask}" / "{ask}"
    why "The rule asks for several different people." / "Die Regel verlangt mehrere verschiedene Personen."

    /// One person in several seats.
    SamePerson { who: String, ask: Ask }
    error "approval/same-person"
    title "{who} stands here more than once, but counts as one person" / "{who} steht hier mehrfach, zählt aber als eine Person"
    help "{ask}" / "{ask}"
    why "Within one rule each person fills one role, under all names and keys and also through a delegate; `duties joined` in the pack allows otherwise." / "Innerhalb einer Regel füllt jede Person eine Rolle, unter allen Namen und Schlüsseln und auch durch Beauftragte; `duties joined` im Paket erlaubt es anders."

    /// The signer wrote it.
    SelfApproval { who: String, how: Localized, role: String, ask: Ask }
    error "approval/self"
    title "{who} wrote this ({how})" / "{who} hat dies geschrieben ({how})"
    help "somebody else in `{role}` has to look; {ask}" / "jemand anderes aus `{role}` muss daraufsehen; {ask}"
    why "Nobody clears their own text, under whatever name. Authors are the people in the fields `author` and `authors` and the git authors of the change; a rule may say `including author`." / "Niemand gibt den eigenen Text frei, unter welchem Namen auch immer. Autoren sind die Personen in `author` und `authors` und die Git-Autoren der Änderung; eine Regel kann `including author` sagen."

    /// A delegation that does not carry the record.
    BadDelegation { who: String, detail: Localized }
    error "approval/delegation"
    title "the delegation by {who} does not cover this: {detail}" / "die Beauftragung durch {who} deckt dies nicht: {detail}"
    help "let the member sign, or delegate again" / "lassen Sie das Mitglied selbst freigeben, oder beauftragen Sie neu"
    why "A member of a role may hand it on for at most 31 days, limited by kind, channel and risk; nobody hands on what was handed to them." / "Ein Mitglied einer Rolle darf sie höchstens 31 Tage weitergeben, begrenzt nach Art, Kanal und Risiko; Weitergegebenes gibt niemand weiter."

    /// Taken back.
    Revoked { who: String, date: When, comment: String }
    error "approval/revoked"
    title "{who} withdrew it on {date}: \"{comment}\"" / "{who} hat es am {date} zurückgenommen: „{comment}“"
    help "settle it, then ask again" / "klären Sie es, dann fragen Sie neu"
    why "The signer, a member of the same role or the pack's owner may withdraw a record. A withdrawal cannot be withdrawn." / "Der Unterzeichner, ein Mitglied derselben Rolle oder die Zuständigen des Pakets können einen Eintrag zurücknehmen. Eine Rücknahme lässt sich nicht zurücknehmen."

    /// Refused.
    Rejected { who: String, date: When, comment: String }
    error "approval/rejected"
    title "{who} refused this text on {date}: \"{comment}\"" / "{who} hat diesen Text am {date} abgelehnt: „{comment}“"
    help "change the text and ask again" / "ändern Sie den Text, und fragen Sie neu"
    why "A refusal by a member of a role that the rule names blocks this very text until its signer or the pack's owner takes it back." / "Die Ablehnung durch ein Mitglied einer Rolle, die die Regel nennt, sperrt genau diesen Text, bis der Unterzeichner oder die Zuständigen des Pakets sie zurücknehmen."
}
