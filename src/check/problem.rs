//! Complaints about drafts that are the tool's own, not a rule's.

use crate::complaints;
use crate::diagnostic::Near;
use crate::text::Localized;

complaints! {
    /// A required field is not there.
    MissingField { name: String, example: String }
    error "missing-field"
    title "the draft does not say its `{name}`" / "dem Entwurf fehlt die Angabe `{name}`"
    help "add `{name}: {example}` to the front matter" / "ergänzen Sie `{name}: {example}` im Kopf des Entwurfs"
    why "The policy needs this field to decide which rules apply. Leaving it out is no way round them: the rules that need it are reported as not judged."
      / "Die Policy braucht diese Angabe, um zu entscheiden, welche Regeln gelten. Sie wegzulassen ist kein Ausweg: Die Regeln, die sie brauchen, gelten als nicht beurteilt."

    /// A value that does not fit the field's type.
    BadValue { name: String, value: String, wanted: Localized }
    error "bad-value"
    title "`{value}` is no value for `{name}`" / "`{value}` ist kein Wert für `{name}`"
    label "needed: {wanted}" / "gebraucht: {wanted}"
    why "Fields are typed by the policy. A value that cannot be read must not be guessed, because rules depend on it."
      / "Die Policy gibt den Feldern ihren Typ. Ein Wert, der sich nicht lesen lässt, wird nicht erraten, denn Regeln hängen davon ab."

    /// A key that is close to a declared field.
    UnknownField { name: String, near: Near }
    warning "unknown-field"
    title "the policy knows no field `{name}`" / "die Policy kennt kein Feld `{name}`"
    help "{near}" / "{near}"
    why "Other keys are left to your publishing system; this one looks like a misspelt field, which no rule would see."
      / "Andere Schlüssel bleiben Ihrem Redaktionssystem überlassen; dieser sieht nach einem verschriebenen Feld aus, das keine Regel sähe."

    /// A field that only a register may set.
    RegisterField { name: String, register: String }
    error "register-field"
    title "`{name}` is set by the register `{register}`, not by the draft" / "`{name}` setzt das Register `{register}`, nicht der Entwurf"
    help "remove it here" / "streichen Sie es hier"
    why "What holds for the whole house, such as the crisis level, must not be claimed by a single draft. The value in the draft is not used."
      / "Was für das ganze Haus gilt, etwa die Krisenstufe, darf kein einzelner Entwurf behaupten. Der Wert im Entwurf bleibt unbeachtet."

    /// Rules that could not be judged.
    NotJudged { name: String, rules: Localized }
    error "not-judged"
    title "not judged by {rules}: `{name}` is missing or wrong" / "nicht beurteilt nach {rules}: `{name}` fehlt oder ist falsch"
    why "A rule that cannot be judged has not passed. Mend the field, then the rules speak for themselves."
      / "Eine Regel, die sich nicht beurteilen lässt, ist nicht bestanden. Stimmt die Angabe, sprechen die Regeln für sich."

    /// Rules that need a zone which the format cannot give.
    ZoneNotGiven { rule: String, zone: String }
    error "zone-not-given"
    title "`{rule}` could not be judged: this format has no `{zone}`" / "`{rule}` ließ sich nicht beurteilen: Dieses Format kennt kein `{zone}`"
    help "use Markdown, or give the text as a field where that is possible" / "nehmen Sie Markdown oder geben Sie den Text wo möglich als Feld an"
    why "A format without a zone makes the rules that need it not judged, never silently passed." / "Kennt ein Format eine Zone nicht, gelten die Regeln, die sie brauchen, als nicht beurteilt, nie stillschweigend als bestanden."

    /// The language could not be told.
    LanguageUnsure { language: String }
    info "language-unsure"
    title "the language of this text is not clear; it is read as `{language}`" / "die Sprache dieses Textes ist nicht klar; er wird als `{language}` gelesen"
    help "add `language: {language}` to the front matter" / "ergänzen Sie `language: {language}` im Kopf des Entwurfs"
    why "Words are found in the forms of their language. Short texts do not always tell theirs." / "Wörter werden in den Formen ihrer Sprache gefunden. Kurze Texte verraten ihre nicht immer."

    /// Text in a language that no pack has.
    LanguageNotCovered { language: String }
    info "language-not-covered"
    title "no pack of the policy speaks `{language}`: words are found only as written" / "kein Paket der Policy spricht `{language}`: Wörter werden nur wie geschrieben gefunden"
    why "Inflected forms are known for the languages that packs declare. In other languages a rule finds the written form only." / "Gebeugte Formen sind für die Sprachen bekannt, die Pakete angeben. In anderen findet eine Regel nur die geschriebene Form."

    /// A rule with more findings than are shown.
    TooManyFindings { rule: String, limit: usize }
    error "too-many-findings"
    title "`{rule}` finds more than {limit} places in this draft; the others are left out" / "`{rule}` findet mehr als {limit} Stellen in diesem Entwurf; die übrigen bleiben weg"
    why "Nobody reads more. The limit keeps a report of a generated text from growing without bound." / "Mehr liest niemand. Die Grenze hält den Bericht über einen erzeugten Text klein."

    /// A rule that will speak soon.
    WillApply { rule: String, count: usize, from: String }
    info "will-apply"
    title "from {from} `{rule}` will speak here (places: {count})" / "ab {from} spricht hier `{rule}` (Stellen: {count})"
    help "set `publish-at`, or mend it now" / "setzen Sie `publish-at` oder ändern Sie es jetzt"
    why "The draft has no planned date, so it is judged as of today; a rule that begins within 30 days would judge it otherwise."
      / "Der Entwurf hat kein geplantes Datum und wird nach dem heutigen Tag beurteilt; eine Regel, die binnen 30 Tagen beginnt, urteilte anders."

    /// The time zone of a house without one.
    ZoneAssumed {}
    info "timezone-assumed"
    title "this date has no offset and the policy no time zone: it is read as UTC" / "dieses Datum hat keinen Zeitabstand und die Policy keine Zeitzone: Es gilt als UTC"
    help "add `timezone \"Europe/Berlin\"` to the pack" / "ergänzen Sie `timezone \"Europe/Berlin\"` im Paket"
    why "Embargoes are hours, not days: an hour's difference can break one." / "Sperrfristen zählen Stunden: Eine Stunde Unterschied kann eine verletzen."
}
