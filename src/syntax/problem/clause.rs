//! Complaints about the sentences of rules: statements, clauses, examples, steps of scenarios.

use crate::complaints;
use crate::diagnostic::{Bilingual, Near};

complaints! {
    /// A sentence that begins with a word nobody knows.
    UnknownClause { word: String, near: Near, home: String, known: String }
    unjudged "unknown-clause"
    title "`{word}` begins nothing that can stand in a `{home}`" / "`{word}` beginnt nichts, was in `{home}` stehen kann"
    label "{near}" / "{near}"
    help "there are {known}" / "es gibt {known}"
    why "Inside a block every sentence begins with its word. One that begins otherwise would be skipped, and the rule would then mean something else; so it is refused."
      / "In einem Block beginnt jeder Satz mit seinem Wort. Was anders beginnt, würde übersprungen, und die Regel hieße dann etwas anderes; darum wird es abgelehnt."

    /// A rule without its sentence.
    NoStatement { name: String }
    unjudged "no-statement"
    title "the rule `{name}` says nothing" / "die Regel `{name}` sagt nichts"
    help "begin its block with `forbid`, `allow`, `require`, `limit`, `prefer` or `agree`" / "den Block mit `forbid`, `allow`, `require`, `limit`, `prefer` oder `agree` beginnen"
    why "A rule is one sentence and what modifies it. Without the sentence there is nothing to check."
      / "Eine Regel ist ein Satz und was ihn näher bestimmt. Ohne den Satz gibt es nichts zu prüfen."

    /// A second sentence in one rule.
    SecondStatement { word: String }
    unjudged "second-statement"
    title "`{word}` is a second statement in one rule" / "`{word}` ist eine zweite Anweisung in einer Regel"
    help "make it a rule of its own; further patterns are joined by `|`, further conditions by `and`" / "eine eigene Regel daraus machen; weitere Muster verbindet `|`, weitere Bedingungen `and`"
    why "A rule is one sentence. Two sentences need two names, because findings, waivers and amendments speak of rules by their names."
      / "Eine Regel ist ein Satz. Zwei Sätze brauchen zwei Namen, denn Befunde, Ausnahmen und Änderungen nennen Regeln beim Namen."

    /// A clause before the statement.
    StatementFirst { word: String }
    unjudged "statement-first"
    title "`{word}` stands before the statement" / "`{word}` steht vor der Anweisung"
    help "begin the block with the statement" / "den Block mit der Anweisung beginnen"
    why "A rule says first what it forbids, allows or requires, then for whom and when. So every rule reads the same way."
      / "Eine Regel sagt zuerst, was sie verbietet, erlaubt oder verlangt, dann für wen und wann. So lesen sich alle Regeln gleich."

    /// A clause that may stand once stands again.
    ClauseTwice { word: String, instead: Bilingual }
    unjudged "clause-twice"
    title "`{word}` stands here a second time" / "`{word}` steht hier zum zweiten Mal"
    help "{instead}" / "{instead}"
    why "Most clauses may stand once, so that nobody has to know whether the first or the last one holds. `unless`, `suggest`, `see`, `flags` and `passes` may be repeated, `message` once for each language."
      / "Die meisten Zusätze dürfen einmal stehen, damit niemand wissen muss, ob der erste oder der letzte gilt. `unless`, `suggest`, `see`, `flags` und `passes` dürfen sich wiederholen, `message` je Sprache einmal."

    /// `allow` without its condition.
    AllowWithoutCondition {}
    unjudged "allow-without-condition"
    title "this `allow` says no condition, so it would change nothing" / "dieses `allow` nennt keine Bedingung und würde nichts ändern"
    help "add `only with …`, for example `only with evidence and approval by legal`" / "`only with …` ergänzen, zum Beispiel `only with evidence and approval by legal`"
    why "Everything is allowed that no rule forbids. `allow` therefore always says under which condition: `allow \"klimaneutral\" only with evidence`. It does not lift what another rule forbids; `except`, `unless` and `replaces` do."
      / "Erlaubt ist alles, was keine Regel verbietet. `allow` sagt darum immer, unter welcher Bedingung: `allow \"klimaneutral\" only with evidence`. Es hebt nicht auf, was eine andere Regel verbietet; das tun `except`, `unless` und `replaces`."

    /// `becomes` on an example that is not changed.
    BecomesOnPasses {}
    unjudged "becomes-on-passes"
    title "`becomes` cannot stand after `passes`" / "`becomes` kann nicht hinter `passes` stehen"
    help "what passes is not changed: remove it, or write `flags`" / "was durchgeht, wird nicht geändert: streichen oder `flags` schreiben"
    why "`becomes` shows the text after the fixes of this rule. An example that passes has no finding, so there is nothing to fix."
      / "`becomes` zeigt den Text nach den Korrekturen dieser Regel. Ein Beispiel, das durchgeht, hat keinen Befund, also gibt es nichts zu korrigieren."

    /// A comparison sign in a limit.
    LimitWithSign { found: String }
    unjudged "limit-with-sign"
    title "a limit is written with `to`, not with `{found}`" / "eine Grenze schreibt man mit `to`, nicht mit `{found}`"
    help "for example `limit length to 280`; for another comparison write `require`, for example `require words >= 100`" / "zum Beispiel `limit length to 280`; für einen anderen Vergleich `require`, zum Beispiel `require words >= 100`"
    why "`limit M to N` means that a measure stays at or below a number, and points at what is too much. Other comparisons are conditions, and stand in `require`."
      / "`limit M to N` heißt, dass ein Maß höchstens so groß ist, und zeigt auf das, was zu viel ist. Andere Vergleiche sind Bedingungen und stehen in `require`."

    /// Several roles without saying how many of them.
    HowManyRoles { first: String, all: String }
    unjudged "how-many-roles"
    title "several roles, but not how many of them must approve" / "mehrere Rollen, aber nicht, wie viele davon freigeben müssen"
    help "`approval by 1 of {all}` for any one of them; `approval by {first} and approval by …` for each" / "`approval by 1 of {all}` für irgendeine davon; `approval by {first} and approval by …` für jede"
    why "A comma between roles could mean each of them or any of them. `N of a, b, c` says how many different people of different roles are needed."
      / "Ein Komma zwischen Rollen könnte jede oder irgendeine meinen. `N of a, b, c` sagt, wie viele verschiedene Menschen verschiedener Rollen nötig sind."

    /// Parts of an approval in a scenario in the wrong order or twice.
    StepOrder { found: String }
    unjudged "step-order"
    title "`{found}` stands out of order" / "`{found}` steht außer der Reihe"
    help "the order is `by \"…\"`, `as` a role, `for` a channel, `on` a date, each at most once" / "die Folge ist `by \"…\"`, `as` eine Rolle, `for` ein Kanal, `on` ein Datum, jedes höchstens einmal"
    why "What belongs to an approval in a scenario stands in a fixed order, so that every one reads the same way."
      / "Was in einem Szenario zu einer Freigabe gehört, steht in fester Folge, damit sich jede gleich liest."
}
