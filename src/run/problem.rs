//! Complaints about policies as files.

use crate::approval::words::When;
use crate::complaints;
use crate::diagnostic::Bilingual;

complaints! {
    /// A rule file that cannot be read.
    UnreadablePolicy { path: String, reason: Bilingual }
    unjudged "unreadable-policy"
    title "`{path}` cannot be read: {reason}" / "`{path}` lässt sich nicht lesen: {reason}"
    why "A rule file that cannot be read may hold the very rule that matters, so nothing is judged without it." / "Eine unlesbare Regeldatei könnte gerade die Regel enthalten, auf die es ankommt; ohne sie wird nichts beurteilt."

    /// A rule file or register that is not UTF-8.
    NotUtf8 { path: String }
    unjudged "policy-not-utf8"
    title "`{path}` is not UTF-8" / "`{path}` ist kein UTF-8"
    help "save it as UTF-8" / "speichern Sie sie als UTF-8"
    why "Rule files and registers are UTF-8, so that everybody reads the same words." / "Regeldateien und Register sind UTF-8, damit alle dieselben Wörter lesen."

    /// A register whose file cannot be read.
    MissingRegister { path: String, reason: Bilingual }
    unjudged "missing-register"
    title "the register file `{path}` cannot be read: {reason}" / "die Registerdatei `{path}` lässt sich nicht lesen: {reason}"
    help "its path is relative to the folder of the pack" / "ihr Pfad gilt ab dem Ordner des Pakets"
    why "Rules that depend on a register cannot be judged without its data." / "Regeln, die von einem Register abhängen, lassen sich ohne seine Daten nicht beurteilen."

    /// No git.
    NoGit { }
    unjudged "anchor/no-git"
    title "git is not there, so no revision can be read" / "git ist nicht da, darum lässt sich kein Stand lesen"
    help "install git, or pin the policy: `--policy-pin sha256:…`" / "installieren Sie git, oder legen Sie die Regeln fest: `--policy-pin sha256:…`"
    why "What judges is read from a revision through git itself." / "Was urteilt, wird durch git selbst aus einem Stand gelesen."

    /// No repository.
    NoRepository { }
    unjudged "anchor/no-repository"
    title "this folder lies in no repository, so there is no revision to judge by" / "dieser Ordner liegt in keinem Repository, darum gibt es keinen Stand, der urteilen könnte"
    help "run it inside the repository, or pin the policy: `--policy-pin sha256:…`" / "starten Sie es im Repository, oder legen Sie die Regeln fest: `--policy-pin sha256:…`"
    why "A revision is a commit of the repository that holds the drafts." / "Ein Stand ist ein Commit des Repositorys, in dem die Entwürfe liegen."

    /// Not a name of a commit here.
    UnknownRevision { name: String, root: String }
    unjudged "anchor/unknown-revision"
    title "no commit is called `{name}` in the repository `{root}`" / "einen Commit `{name}` gibt es im Repository `{root}` nicht"
    help "fetch it (`git fetch origin main`): a clone of one branch or of a few commits does not hold the others" / "holen Sie ihn (`git fetch origin main`): ein Klon eines Zweigs oder weniger Commits enthält die anderen nicht"
    why "The gate judges by a commit that the change cannot touch. If that commit is not here, nothing can be judged." / "Das Tor urteilt nach einem Commit, den die Änderung nicht erreicht. Ist er nicht da, lässt sich nichts beurteilen."

    /// Several commits have the name.
    AmbiguousRevision { name: String }
    unjudged "anchor/ambiguous-revision"
    title "`{name}` means more than one thing here" / "`{name}` bedeutet hier mehr als eines"
    help "write it in full, such as `refs/remotes/origin/main`, or as the whole id of the commit" / "schreiben Sie ihn aus, etwa `refs/remotes/origin/main`, oder als ganze Kennung des Commits"
    why "Whoever may push a tag could set it beside the protected branch of the same name, and choose so what judges." / "Wer ein Tag anlegen darf, könnte es neben den gleichnamigen geschützten Zweig setzen und so wählen, was urteilt."

    /// Text that cannot be a name.
    NotARevision { name: String }
    unjudged "anchor/not-a-revision"
    title "`{name}` is no name of a commit" / "`{name}` ist kein Name eines Commits"
    help "name a branch, a tag or a commit: `origin/main`" / "nennen Sie einen Zweig, ein Tag oder einen Commit: `origin/main`"
    why "Names of commits begin with no dash and hold neither blank nor colon; a range names many." / "Namen von Commits beginnen mit keinem Strich und enthalten weder Leerzeichen noch Doppelpunkt; ein Bereich nennt viele."

    /// Commits in between are missing.
    HistoryCut { name: String }
    unjudged "anchor/history-cut"
    title "not all commits since `{name}` are here, so who wrote this cannot be seen" / "nicht alle Commits seit `{name}` sind hier, darum ist nicht zu sehen, wer dies geschrieben hat"
    help "fetch the whole history: `git fetch --unshallow` (in CI `fetch-depth: 0`)" / "holen Sie die ganze Geschichte: `git fetch --unshallow` (in CI `fetch-depth: 0`)"
    why "Nobody clears their own text. Who wrote it is read from the commits since the base; a shallow clone hides them." / "Niemand gibt den eigenen Text frei. Wer ihn schrieb, steht in den Commits seit der Basis; ein flacher Klon verbirgt sie."

    /// git says no.
    GitFailed { words: String }
    unjudged "anchor/git-failed"
    title "git cannot answer: {words}" / "git kann nicht antworten: {words}"
    why "What judges is read from a revision through git itself." / "Was urteilt, wird durch git selbst aus einem Stand gelesen."

    /// A draft elsewhere.
    OutsideRepository { path: String }
    unjudged "anchor/outside"
    title "`{path}` lies outside of the repository whose revision judges" / "`{path}` liegt außerhalb des Repositorys, dessen Stand urteilt"
    help "run it in that draft's own repository" / "starten Sie es im Repository dieses Entwurfs"
    why "What has landed can only be seen for files of the repository that holds the revision." / "Was schon auf dem Basiszweig ist, lässt sich nur für Dateien des Repositorys sehen, zu dem der Stand gehört."

    /// A draft in a repository inside the repository.
    InnerRepository { path: String, inner: String }
    unjudged "anchor/inner-repository"
    title "`{path}` lies in `{inner}`, a repository of its own: the revision says nothing about it" / "`{path}` liegt in `{inner}`, einem eigenen Repository: Der Stand sagt nichts darüber"
    help "run it in a checkout of that repository alone" / "starten Sie es dort, wo nur jenes Repository ausgecheckt ist"
    why "The outermost repository judges, because an inner one could belong to the change. What lies in a submodule has its history, authors and earlier records elsewhere." / "Das äußerste Repository urteilt, denn ein inneres könnte zur Änderung gehören. Was in einem Submodul liegt, hat Geschichte, Autoren und frühere Einträge anderswo."

    /// Another policy than the pinned one.
    PinMismatch { wanted: String, found: String }
    unjudged "anchor/pin-mismatch"
    title "this is not the pinned policy: it is {found}" / "dies sind nicht die festgelegten Regeln: Sie sind {found}"
    help "restore the files, or set the pin anew where it is kept, after somebody has looked at the change" / "stellen Sie die Dateien wieder her, oder setzen Sie die Festlegung dort neu, wo sie steht, nachdem jemand die Änderung angesehen hat"
    why "The pin covers every file that judges: rules, registers and `obstat.toml`. `obstat config` prints it." / "Die Festlegung deckt jede Datei, die urteilt: Regeln, Register und `obstat.toml`. `obstat config` zeigt sie."

    /// A pin that is no digest.
    BadPin { text: String }
    unjudged "anchor/bad-pin"
    title "`{text}` is no digest" / "`{text}` ist keine Prüfsumme"
    help "write `sha256:` and 64 digits, as `obstat config` prints them" / "schreiben Sie `sha256:` und 64 Ziffern, wie `obstat config` sie zeigt"
    why "A pin is compared digit by digit." / "Eine Festlegung wird Ziffer für Ziffer verglichen."

    /// A change of what judges.
    PolicyPending { path: String }
    info "policy-pending"
    title "the change to `{path}` takes effect once it has landed" / "die Änderung an `{path}` wirkt, sobald sie auf dem Basiszweig ist"
    why "Rules, registers and configuration are read at the base, so that no change judges itself. The new ones are loaded and tested meanwhile." / "Regeln, Register und Konfiguration werden vom Basiszweig gelesen, damit keine Änderung sich selbst beurteilt. Die neuen werden inzwischen geladen und geprüft."

    /// A review of a commit that is not here.
    ReviewCommitMissing { login: String, commit: String }
    warning "approval/review-commit-missing"
    title "the review by `{login}` is for commit {commit}, which is not here, and does not count" / "das Review von `{login}` gilt Commit {commit}, der hier fehlt, und zählt nicht"
    help "fetch the commit, or ask for a new review of the text as it is now" / "holen Sie den Commit, oder bitten Sie um ein neues Review des jetzigen Textes"
    why "A review counts for the text that its commit had. A commit that was pushed over is often gone." / "Ein Review zählt für den Text, den sein Commit hatte. Ein überschriebener Commit ist oft fort."

    /// A row that ends within the time looked ahead.
    EndsSoon { what: String, register: String, until: When }
    warning "register/ends-soon"
    title "`{what}` in `{register}` ends on {until}" / "`{what}` in `{register}` endet am {until}"
    why "What ends unnoticed is noticed on the day it is needed: an approval that nobody can give, a claim that no longer covers anything." / "Was unbemerkt endet, fällt an dem Tag auf, an dem es gebraucht wird: eine Freigabe, die niemand geben kann, eine Aussage, die nichts mehr deckt."

    /// Two owners of one topic.
    SharedTerm { term: String, register: String, first: String, second: String }
    warning "register/shared-term"
    title "`{term}` stands in `{register}` under `{first}` and under `{second}`" / "`{term}` steht in `{register}` unter `{first}` und unter `{second}`"
    help "decide for one of the two, or let one end before the other begins" / "entscheiden Sie sich für eines, oder lassen Sie das eine enden, bevor das andere beginnt"
    why "A topic with two owners has none: each may believe that the other looks after it." / "Ein Thema mit zwei Zuständigen hat keinen: Jeder kann glauben, der andere kümmere sich."

    /// Somebody in a role whom the people register does not know.
    StrangerInRole { who: String, role: String }
    error "register/stranger-in-role"
    title "`{who}` is in `{role}`, but nobody in the people register" / "`{who}` gehört zu `{role}`, steht aber nicht im Personenregister"
    help "add the person, or use the id or alias that the register has" / "tragen Sie die Person ein, oder verwenden Sie Kennung oder Zweitnamen aus dem Register"
    why "Only for people of the register it is certain who they are, whether they are still there, and which key is theirs." / "Nur bei Personen des Registers steht fest, wer sie sind, ob sie noch da sind und welcher Schlüssel ihrer ist."

    /// Somebody in a role who has left.
    HasEnded { who: String, role: String }
    warning "register/holder-left"
    title "{who} is in `{role}`, but not in the house at this time" / "{who} gehört zu `{role}`, aber zu dieser Zeit nicht zum Haus"
    help "take the name out of the role" / "nehmen Sie den Namen aus der Rolle"
    why "A role reads longer than it is when some of its members can no longer act." / "Eine Rolle liest sich länger, als sie ist, wenn manche ihrer Mitglieder nicht mehr handeln können."

    /// Somebody who must sign and cannot.
    NoKey { who: String, role: String }
    error "register/no-key"
    title "{who} must sign for `{role}` and has no valid key" / "{who} muss für `{role}` signieren und hat keinen gültigen Schlüssel"
    help "add the key to `registers/people.yaml`, or say `assurance claimed` where a word is enough" / "tragen Sie den Schlüssel in `registers/people.yaml` ein, oder sagen Sie `assurance claimed`, wo ein Wort genügt"
    why "A role asks for signatures unless it says otherwise. Without a registered key none of a person's signatures counts." / "Eine Rolle verlangt Signaturen, wenn sie nichts anderes sagt. Ohne eingetragenen Schlüssel zählt keine Signatur einer Person."

    /// A role that must sign in a house without a register.
    NobodyRegistered { role: String }
    error "register/nobody-registered"
    title "`{role}` must prove who approves, and there is no people register" / "`{role}` muss beweisen, wer freigibt, und es gibt kein Personenregister"
    help "write `registers/people.yaml`, or say `assurance claimed` where a word is enough" / "legen Sie `registers/people.yaml` an, oder sagen Sie `assurance claimed`, wo ein Wort genügt"
    why "Keys and logins belong to people of the register; without it no approval of this role can count." / "Schlüssel und Anmeldungen gehören Personen des Registers; ohne es kann keine Freigabe dieser Rolle zählen."

    /// An owner whom nobody knows.
    StrangerInRegister { who: String }
    error "register/stranger"
    title "`{who}` is nobody in the people register" / "`{who}` steht nicht im Personenregister"
    help "add the person, or use the id or alias that the register has" / "tragen Sie die Person ein, oder verwenden Sie Kennung oder Zweitnamen aus dem Register"
    why "Who answers for an account must be somebody who can be asked." / "Wer für ein Konto einsteht, muss jemand sein, den man fragen kann."
}
