//! Messages, examples and scenarios.

use crate::complaints;
use crate::diagnostic::{Bilingual, Near};

complaints! {
    /// A placeholder that nothing fills.
    UnknownPlaceholder { name: String, near: Near }
    unjudged "unknown-placeholder"
    title "nothing fills `{{{name}}}` here" / "nichts füllt hier `{{{name}}}`"
    help "{near}" / "{near}"
    why "A message may use {match}, {count}, {limit}, {needs}, {reason}, the captures of its rule and fields, as far as its statement has them. A brace that is meant as such is written `\\{`."
      / "Eine Meldung kann {match}, {count}, {limit}, {needs}, {reason}, erfasste Werte der Regel und Felder nennen, soweit ihre Aussage sie hat. Eine gemeinte geschweifte Klammer schreibt man `\\{`."

    /// A placeholder that is not closed.
    OpenPlaceholder {}
    unjudged "open-placeholder"
    title "this brace is not closed" / "diese Klammer wird nicht geschlossen"
    help "close it with `}}`, or write `\\{{` for a brace" / "schließen Sie sie mit `}}` oder schreiben Sie `\\{{` für eine Klammer"
    why "Braces in messages hold placeholders." / "Geschweifte Klammern in Meldungen halten Platzhalter."

    /// A message in a language the pack does not name.
    MessageLanguage { language: String, known: String }
    warning "message-language"
    title "the pack has no language `{language}`" / "das Paket hat keine Sprache `{language}`"
    label "its languages are {known}" / "seine Sprachen sind {known}"
    why "A reader of that language sees the message, but the pack does not say that it speaks it." / "Wer diese Sprache liest, sieht die Meldung, aber das Paket sagt nicht, dass es sie spricht."

    /// Two messages in one language.
    MessageTwice { language: String }
    unjudged "message-twice"
    title "there is already a message in `{language}`" / "eine Meldung in `{language}` gibt es schon"
    why "A message without a language is in the pack's first." / "Eine Meldung ohne Sprache gilt für die erste Sprache des Pakets."

    /// A rule without examples.
    MissingExamples { rule: String, what: Bilingual }
    warning "missing-examples"
    title "`{rule}` has no example with {what}" / "`{rule}` hat kein Beispiel mit {what}"
    help "add a sentence that the rule finds (`flags`) and a near one that it does not (`passes`)" / "ergänzen Sie einen Satz, den die Regel findet (`flags`), und einen ähnlichen, den sie nicht findet (`passes`)"
    why "Examples are tests, documentation and handbook at once. A rule without them may be silent, or loud, and nobody notices." / "Beispiele sind Test, Dokumentation und Handbuch zugleich. Eine Regel ohne sie kann stumm oder zu laut sein, ohne dass es jemand merkt."

    /// Marks in an example that do not pair.
    BadMarks {}
    unjudged "bad-marks"
    title "the marks of this example do not pair" / "die Marken dieses Beispiels passen nicht zusammen"
    help "`[[` begins what must be found, the next `]]` ends it; it is not empty" / "`[[` beginnt, was gefunden werden muss, das nächste `]]` beendet es; dazwischen steht etwas"
    why "Marks say which words the rule must find." / "Die Marken sagen, welche Wörter die Regel finden muss."

    /// Marks in an example that must pass.
    MarksInPasses {}
    unjudged "marks-in-passes"
    title "an example that passes has nothing to mark" / "ein Beispiel, das durchgeht, hat nichts zu markieren"
    why "`passes` says that the rule finds nothing." / "`passes` heißt, dass die Regel nichts findet."

    /// An entry of a setting that is no field.
    UnknownSetting { name: String, near: Near }
    unjudged "unknown-setting"
    title "there is no field `{name}`" / "ein Feld `{name}` gibt es nicht"
    help "{near}" / "{near}"
    why "`with { … }` sets fields of the draft, `approved-by` and `at`." / "`with { … }` setzt Felder des Entwurfs, `approved-by` und `at`."

    /// A scenario without what it needs.
    IncompleteScenario { what: String }
    unjudged "incomplete-scenario"
    title "this scenario has no `{what}`" / "diesem Szenario fehlt `{what}`"
    why "A scenario judges one or more drafts by the whole policy and says which rules must speak; `expect nothing` if none." / "Ein Szenario beurteilt Entwürfe nach der ganzen Policy und sagt, welche Regeln sprechen müssen; `expect nothing`, wenn keine."

    /// A step that comes before any draft.
    StepBeforeDraft { what: String }
    unjudged "step-before-draft"
    title "`{what}` comes before the first `draft`" / "`{what}` steht vor dem ersten `draft`"
    why "Approvals, waivers and edits speak of the draft before them, as it then was." / "Freigaben, Verzichte und Änderungen beziehen sich auf den Entwurf davor, wie er da war."

    /// A scenario without an instant in a policy with windows.
    ScenarioNeedsTime {}
    warning "scenario-needs-time"
    title "this scenario has no `at`, and rules of this policy depend on the date" / "diesem Szenario fehlt `at`, und Regeln dieser Policy hängen vom Datum ab"
    help "add `at 2026-10-01`" / "ergänzen Sie `at 2026-10-01`"
    why "Without an instant the outcome changes on the day a rule begins or ends." / "Ohne Zeitpunkt ändert sich das Ergebnis an dem Tag, an dem eine Regel beginnt oder endet."
}
