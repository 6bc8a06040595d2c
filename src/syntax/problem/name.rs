//! Complaints about names.

use crate::complaints;
use crate::diagnostic::Bilingual;

complaints! {
    /// A word of the language where a name or value should stand.
    ReservedWord { word: String, instead: String }
    unjudged "reserved-word"
    title "`{word}` is a word of the rule language and cannot be a name or a value" / "`{word}` ist ein Wort der Regelsprache und kann weder Name noch Wert sein"
    help "take another word, for example `{instead}`" / "ein anderes Wort nehmen, zum Beispiel `{instead}`"
    why "Words such as `in`, `by` or `limit` join the parts of a sentence. If they could also be names, a rule could be read in two ways. All other words of the language may be names."
      / "Wörter wie `in`, `by` oder `limit` verbinden die Teile eines Satzes. Könnten sie auch Namen sein, ließe sich eine Regel auf zwei Weisen lesen. Alle anderen Wörter der Sprache dürfen Namen sein."

    /// A name that breaks the form of names.
    NameForm { name: String, reason: Bilingual, instead: String }
    unjudged "name-form"
    title "`{name}` is no name: {reason}" / "`{name}` ist kein Name: {reason}"
    help "write `{instead}`" / "`{instead}` schreiben"
    why "A name begins with a letter; letters and digits follow, in parts joined by single hyphens: `press-release`, `co2-claim`. One spelling for every name means that nobody has to remember which one was used."
      / "Ein Name beginnt mit einem Buchstaben; es folgen Buchstaben und Ziffern in Teilen, die einzelne Bindestriche verbinden: `press-release`, `co2-claim`. Eine Schreibweise für alle Namen heißt, dass sich niemand merken muss, welche es war."

    /// A path or key where a plain name should stand.
    PlainName { name: String, sign: String }
    unjudged "plain-name"
    title "`{name}` cannot stand here: a name without `{sign}` is needed" / "`{name}` kann hier nicht stehen: nötig ist ein Name ohne `{sign}`"
    why "Only rules, defines, roles and registers of another pack are written with the pack in front (`channels/short-form`), and only values of a register with a dot (`facts.headcount`). What is declared, and values of fields, have plain names."
      / "Nur Regeln, Defines, Rollen und Register eines anderen Pakets schreibt man mit dem Paket davor (`channels/short-form`), und nur Werte eines Registers mit Punkt (`facts.headcount`). Was angegeben wird und Werte von Feldern haben einfache Namen."

    /// Letters of several alphabets that look alike.
    MixedScripts { name: String, scripts: String }
    warning "mixed-scripts"
    title "`{name}` mixes letters of several alphabets: {scripts}" / "`{name}` mischt Buchstaben mehrerer Alphabete: {scripts}"
    help "type it anew in one alphabet" / "in einem Alphabet neu tippen"
    why "A Latin `a` and a Cyrillic `а` look the same and are different letters. A name that mixes them is never found by somebody who types what they see."
      / "Ein lateinisches `a` und ein kyrillisches `а` sehen gleich aus und sind verschiedene Buchstaben. Einen Namen, der sie mischt, findet niemand, der tippt, was er sieht."
}
