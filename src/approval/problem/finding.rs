//! Findings of their own: about sidecars, attachments, authors, reviews, anchors and files that supply keys.

use crate::approval::reason::Reason;
use crate::approval::words::When;
use crate::complaints;
use crate::diagnostic::Bilingual;
use crate::text::Localized;

complaints! {
    /// A file of the draft that is not there.
    AttachmentMissing { file: String }
    error "approval/attachment-missing"
    title "`{file}` is not there, so nobody can vouch for it" / "`{file}` ist nicht da, darum kann niemand dafür einstehen"
    help "add the file, or remove the reference" / "fügen Sie die Datei hinzu, oder streichen Sie den Verweis"
    why "An approval covers the bytes of every local attachment. What is absent cannot be digested." / "Eine Freigabe deckt die Bytes jeder beigelegten Datei. Was fehlt, hat keine Prüfsumme."

    /// An author whom nobody knows.
    UnknownAuthor { name: String, how: Localized }
    error "approval/unknown-author"
    title "`{name}` ({how}) is nobody in the people register" / "`{name}` ({how}) steht nicht im Personenregister"
    help "use an id or alias from the register, or add the alias there" / "verwenden Sie eine Kennung oder einen Zweitnamen aus dem Register, oder tragen Sie den Zweitnamen dort ein"
    why "Whether somebody clears their own text can only be seen if it is certain who wrote it." / "Ob jemand den eigenen Text freigibt, lässt sich nur sehen, wenn feststeht, wer ihn geschrieben hat."

    /// A line that is no record.
    RecordBroken { line: usize, reason: Reason }
    error "approval/record-broken"
    title "line {line} is not a record: {reason}; nothing in this file counts" / "Zeile {line} ist kein Eintrag: {reason}; nichts in dieser Datei zählt"
    help "restore it from history (`git log -p`)" / "stellen Sie sie aus der Versionsgeschichte her (`git log -p`)"
    why "The unreadable line might be a withdrawal. So one of them makes the whole file count for nothing." / "Die unlesbare Zeile könnte eine Rücknahme sein. Darum zählt mit ihr die ganze Datei nicht."

    /// A sidecar beyond the limits.
    SidecarTooLarge { limit: Bilingual }
    error "approval/sidecar-too-large"
    title "this file is larger than is read: {limit}; nothing in it counts" / "diese Datei ist größer, als gelesen wird: {limit}; nichts in ihr zählt"
    help "no draft needs so many records: look who writes them" / "so viele Einträge braucht kein Entwurf: sehen Sie nach, wer sie schreibt"
    why "Limits keep a run bounded, whatever somebody puts beside a draft." / "Grenzen halten einen Lauf beherrschbar, was immer jemand neben einen Entwurf legt."

    /// A line that is gone.
    RecordRemoved { id: String, what: Bilingual }
    error "approval/record-removed"
    title "{id} was removed; {what}" / "{id} wurde entfernt; {what}"
    help "restore the line from history (`git log -p`)" / "stellen Sie die Zeile aus der Versionsgeschichte her (`git log -p`)"
    why "Records are only added. One that was on the base branch still counts; its removal is shown, and refused for a withdrawal or refusal." / "Einträge kommen nur hinzu. Einer, der auf dem Basiszweig stand, zählt weiter; seine Entfernung wird gezeigt und bei Rücknahme oder Ablehnung verweigert."

    /// A sidecar without its draft.
    Orphan { draft: String }
    warning "approval/orphan"
    title "there is no draft `{draft}` beside this file" / "neben dieser Datei liegt kein Entwurf `{draft}`"
    help "move it along with its draft, or delete it with it" / "verschieben Sie sie mit ihrem Entwurf, oder löschen Sie sie mit ihm"
    why "Records lie beside their draft and move with it." / "Einträge liegen neben ihrem Entwurf und ziehen mit ihm um."

    /// A review that is owed.
    ReviewDue { role: String, due: When }
    info "approval/review-due"
    title "`{role}` still has to review this, until {due}" / "`{role}` muss dies noch nachsehen, bis zum {due}"
    help "`obstat review`" / "`obstat review`"
    why "The fast lane lets a crisis reply go out at once; somebody looks at it afterwards." / "Der kurze Weg lässt eine Antwort in der Krise sofort hinaus; jemand sieht sie hinterher an."

    /// A review that is overdue.
    ReviewOverdue { role: String, date: When, due: When }
    error "approval/review-overdue"
    title "the fast-lane reply of {date} was to be reviewed by `{role}` until {due}" / "die Antwort vom {date} auf dem kurzen Weg war von `{role}` bis zum {due} nachzusehen"
    help "`obstat review`" / "`obstat review`"
    why "The fast lane is a loan: what went out with one pair of eyes must be seen by the second within the time that the rule gives." / "Der kurze Weg ist geliehen: Was mit zwei Augen hinausging, müssen die anderen zwei in der Frist sehen, die die Regel gibt."

    /// No base to judge by.
    Unanchored { }
    unjudged "approval/unanchored"
    title "the policy would come from the very change that it judges" / "die Regeln kämen aus eben der Änderung, die sie beurteilen"
    help "name the protected branch: `--policy-from origin/main`" / "nennen Sie den geschützten Zweig: `--policy-from origin/main`"
    why "Whoever can change a draft could change roles and rules along with it. So the gate reads everything that judges at a revision that the change cannot touch." / "Wer einen Entwurf ändern kann, könnte Rollen und Regeln mitändern. Darum liest das Tor alles, was urteilt, aus einem Stand, den die Änderung nicht erreicht."

    /// A line of a signers file that is not understood.
    SignersLine { line: usize, reason: Bilingual }
    unjudged "approval/signers-line"
    title "line {line} of this signers file is not understood: {reason}" / "Zeile {line} dieser Unterzeichnerdatei ist nicht verständlich: {reason}"
    help "write it as `obstat approvals signers` does, or register the key in `registers/people.yaml`" / "schreiben Sie sie wie `obstat approvals signers`, oder tragen Sie den Schlüssel in `registers/people.yaml` ein"
    why "A line that OpenSSH reads one way and we another would give keys to the wrong people, or for the wrong time." / "Eine Zeile, die OpenSSH so liest und wir anders, gäbe Schlüssel den falschen Personen oder für die falsche Zeit."

    /// A key of a signers file that supplies nothing.
    SignersKey { kind: String }
    warning "approval/signers-key"
    title "keys of type `{kind}` are not accepted: this line supplies none" / "Schlüssel der Art `{kind}` werden nicht angenommen: Diese Zeile liefert keinen"
    why "A signers file may serve other purposes too, so such a line is no error." / "Eine Unterzeichnerdatei kann auch anderem dienen, darum ist so eine Zeile kein Fehler."

    /// A principal whom nobody knows.
    UnknownPrincipal { name: String }
    warning "approval/unknown-principal"
    title "`{name}` is nobody in the people register: this key speaks for nobody" / "`{name}` steht nicht im Personenregister: Dieser Schlüssel spricht für niemanden"
    help "add the name as an alias of the person" / "tragen Sie den Namen als Zweitnamen der Person ein"
    why "Keys are given to people of the register, by id or alias." / "Schlüssel gehören Personen des Registers, nach Kennung oder Zweitnamen."

    /// Reviews that cannot be read.
    ReviewsUnread { reason: Bilingual }
    unjudged "approval/reviews-unread"
    title "these reviews cannot be read: {reason}" / "diese Reviews lassen sich nicht lesen: {reason}"
    help "hand in what the forge's interface answers, unchanged" / "übergeben Sie die Antwort der Plattform unverändert"
    why "Reviews are taken from GitHub's, GitLab's or Forgejo's own JSON. What is not understood might be a refusal." / "Reviews werden aus dem JSON von GitHub, GitLab oder Forgejo gelesen. Was nicht verstanden wird, könnte eine Ablehnung sein."

    /// A review that is not bound to a commit.
    ReviewUnbound { login: String }
    warning "approval/review-unbound"
    title "the review by `{login}` names no commit and does not count" / "das Review von `{login}` nennt keinen Commit und zählt nicht"
    help "on GitLab add the answer for `/versions` to the file: it says which commit was shown when" / "bei GitLab fügen Sie der Datei die Antwort auf `/versions` an: Sie sagt, welcher Commit wann zu sehen war"
    why "A review counts for the text that its commit had. Without a commit it could be for any text." / "Ein Review zählt für den Text, den sein Commit hatte. Ohne Commit könnte es für jeden gelten."
}
