//! What tests of rules complain about.

use crate::complaints;
use crate::diagnostic::{Bilingual, Near};
use crate::text::Localized;

complaints! {
    /// A `flags` example that the rule does not find.
    ExampleSilent { rule: String, read: Localized, longer: Localized }
    error "example-silent"
    title "`{rule}` finds nothing here{read}" / "`{rule}` findet hier nichts{read}"
    help "mend the rule, or the example if it asks too much{longer}" / "berichtigen Sie die Regel oder das Beispiel, wenn es zu viel verlangt{longer}"
    why "An example with `flags` says what the rule must find. If it does not, drafts like this one pass unseen." / "Ein Beispiel mit `flags` sagt, was die Regel finden muss. Findet sie es nicht, gehen solche Entwürfe unbemerkt durch."

    /// A rule that requires what another one forbids.
    Contradicts { rule: String, other: String, text: String }
    warning "contradicts"
    title "`{rule}` requires what `{other}` forbids, for example `{text}`" / "`{rule}` verlangt, was `{other}` verbietet, zum Beispiel `{text}`"
    help "except the required words from the one that forbids, or tell the two apart with `for`, `on` or `when`" / "nehmen Sie die verlangten Wörter von der verbietenden aus, oder trennen Sie beide mit `for`, `on` oder `when`"
    why "No draft for which both rules hold could pass: whatever satisfies the one is found by the other." / "Kein Entwurf, für den beide Regeln gelten, käme durch: Was der einen genügt, findet die andere."

    /// A distance that keeps a rule from finding its example.
    ShortDistance { rule: String, needed: u32 }
    warning "short-distance"
    title "`{rule}` does not look far enough for one of its examples: that needs a distance of {needed}" / "`{rule}` sieht für eines ihrer Beispiele nicht weit genug: Es braucht einen Abstand von {needed}"
    help "write `/{needed}` or `within {needed} words`, or `near` and `then` without a distance for the whole sentence" / "schreiben Sie `/{needed}` oder `within {needed} words`, oder für den ganzen Satz `near` und `then` ohne Abstand"
    why "The words of the example are found, but further apart than the rule allows. Distances are counted in words and numbers; 1 is adjacent." / "Die Wörter des Beispiels werden gefunden, stehen aber weiter auseinander, als die Regel zulässt. Abstände zählen Wörter und Zahlen; 1 heißt nebeneinander."

    /// A `passes` example that the rule finds.
    ExampleLoud { rule: String, found: String }
    error "example-loud"
    title "`{rule}` finds `{found}` here, but this is to pass" / "`{rule}` findet hier `{found}`, das soll aber durchgehen"
    help "narrow the rule with `except`, `unless`, a zone or a context" / "engen Sie die Regel mit `except`, `unless`, einer Zone oder einer Umgebung ein"
    why "An example with `passes` is a near miss that must stay quiet: a false alarm teaches people to ignore the tool." / "Ein Beispiel mit `passes` ist ein Grenzfall, der still bleiben muss: Ein Fehlalarm lehrt, das Werkzeug zu übersehen."

    /// Marks that are not what was found.
    ExampleElsewhere { rule: String, wanted: String, found: Localized }
    error "example-elsewhere"
    title "`{rule}` finds {found}, marked is {wanted}" / "`{rule}` findet {found}, markiert ist {wanted}"
    why "Marks say exactly which words the rule must find, no more and no fewer." / "Die Marken sagen genau, welche Wörter die Regel finden muss, nicht mehr und nicht weniger."

    /// A fix that gives another text.
    ExampleBecomes { rule: String, wanted: String, found: String }
    error "example-becomes"
    title "after the fixes of `{rule}` the text is `{found}`, expected is `{wanted}`" / "nach den Korrekturen von `{rule}` lautet der Text `{found}`, erwartet ist `{wanted}`"
    why "`becomes` is the text after all safe fixes and the first suggestion of each mark." / "`becomes` ist der Text nach allen sicheren Korrekturen und dem ersten Vorschlag je Marke."

    /// An amendment that changes the outcome of a published example.
    ExampleChanged { rule: String }
    info "example-changed"
    title "the amendment of `{rule}` changes the outcome of this example" / "die Änderung an `{rule}` ändert das Ergebnis dieses Beispiels"
    why "Published examples are run against the rule as published; where an amendment changes what comes of one, you should know." / "Veröffentlichte Beispiele gelten für die Regel, wie sie veröffentlicht ist; wo eine Änderung ein Ergebnis umkehrt, sollten Sie es wissen."

    /// A rule that speaks in a scenario unasked.
    ScenarioLoud { rule: String, message: Localized }
    error "scenario-loud"
    title "`{rule}` speaks here, but is not expected: {message}" / "`{rule}` spricht hier, wird aber nicht erwartet: {message}"
    help "add it to `expect`, or mend the rule" / "ergänzen Sie sie in `expect` oder berichtigen Sie die Regel"
    why "`expect` lists exactly the rules of this pack that must speak; `expect nothing` if none." / "`expect` zählt genau die Regeln dieses Pakets auf, die sprechen müssen; `expect nothing`, wenn keine."

    /// A rule that is expected and silent.
    ScenarioSilent { rule: String }
    error "scenario-silent"
    title "`{rule}` is expected to speak, and is silent" / "`{rule}` soll sprechen und schweigt"
    why "A scenario shows how drafts, approvals and dates play together. What it expects must come true." / "Ein Szenario zeigt, wie Entwürfe, Freigaben und Daten zusammenspielen. Was es erwartet, muss eintreten."

    /// A rule that speaks at another place.
    ScenarioElsewhere { rule: String, wanted: String, found: String }
    error "scenario-elsewhere"
    title "`{rule}` points at `{found}`, expected is `{wanted}`" / "`{rule}` zeigt auf `{found}`, erwartet ist `{wanted}`"
    why "`at` names words that the primary label must touch." / "`at` nennt Wörter, die die Hauptmarkierung berühren muss."

    /// An expectation that names no rule.
    ScenarioUnknownRule { rule: String, near: Near }
    error "scenario-unknown-rule"
    title "there is no rule called `{rule}`" / "eine Regel `{rule}` gibt es nicht"
    help "{near}" / "{near}"
    why "An expectation that names no rule could never fail." / "Eine Erwartung, die keine Regel nennt, könnte nie scheitern."

    /// An alternative that no example finds.
    NotExercised { owner: String, what: String }
    warning "not-exercised"
    title "no example of `{owner}` finds `{what}`" / "kein Beispiel von `{owner}` findet `{what}`"
    help "add it to an example, or remove it" / "nehmen Sie es in ein Beispiel auf oder streichen Sie es"
    why "What no example finds may be misspelt, or never matter." / "Was kein Beispiel findet, kann verschrieben sein oder nie vorkommen."

    /// A question that was only ever answered one way.
    NotAnswered { owner: String, what: String, answer: Bilingual }
    warning "not-answered"
    title "in no example of `{owner}` is `{what}` {answer}" / "in keinem Beispiel von `{owner}` ist `{what}` {answer}"
    help "add an example or a scenario in which it is" / "ergänzen Sie ein Beispiel oder Szenario, in dem es so ist"
    why "A condition that only ever goes one way in the tests has not been tested." / "Eine Bedingung, die in den Tests immer gleich ausgeht, ist nicht geprüft."

    /// An exception that took nothing off.
    NothingTaken { owner: String, what: String }
    warning "nothing-taken"
    title "in no example of `{owner}` does `except {what}` take anything off" / "in keinem Beispiel von `{owner}` zieht `except {what}` etwas ab"
    help "add a near miss with `passes`, or remove it" / "ergänzen Sie einen Grenzfall mit `passes` oder streichen Sie es"
    why "An exception without an example may be wider than meant, or empty." / "Eine Ausnahme ohne Beispiel kann weiter sein als gemeint, oder leer."

    /// A person in a scenario who holds no office.
    ScenarioUnknownPerson { person: String }
    error "scenario-unknown-person"
    title "`{person}` holds no role here: say `as ROLE`" / "`{person}` hat hier keine Rolle: schreiben Sie `as ROLLE`"
    why "An approval is given in a role; without one it could meet nothing." / "Eine Freigabe wird in einer Rolle gegeben; ohne Rolle könnte sie nichts erfüllen."
}
