//! Complaints about characters that nobody sees.

use crate::complaints;
use crate::diagnostic::Bilingual;

complaints! {
    /// A control character, or one that turns the direction of writing, outside a text.
    ControlCharacter { code: String, sort: Bilingual }
    unjudged "control-character"
    title "{code} stands here, {sort}" / "hier steht {code}, {sort}"
    help "remove it" / "entfernen"
    why "A rule must mean what a reader sees. Control characters are invisible, and those for the direction of writing can make a rule look like another one. Outside texts none is allowed, not even in comments; in a text a warning names it."
      / "Eine Regel muss bedeuten, was man liest. Steuerzeichen sieht man nicht, und die für die Schreibrichtung können eine Regel wie eine andere aussehen lassen. Außerhalb von Texten ist keines erlaubt, auch nicht in Kommentaren; in einem Text nennt eine Warnung es."

    /// A blank other than space and tab outside a text.
    StrangeBlank { code: String, sort: Bilingual }
    unjudged "strange-blank"
    title "{code} stands here, {sort}" / "hier steht {code}, {sort}"
    help "put an ordinary blank in its place, or nothing" / "durch ein gewöhnliches Leerzeichen ersetzen oder streichen"
    why "Between the words of a rule only blanks, tabs and line ends stand. Other blanks come with text copied from web pages and word processors; some are invisible, so two names that look alike would differ."
      / "Zwischen den Wörtern einer Regel stehen nur Leerzeichen, Tabulatoren und Zeilenenden. Andere Leerzeichen kommen mit Text aus Webseiten und Textverarbeitungen; manche sieht man nicht, und zwei gleich aussehende Namen wären verschieden."

    /// A control character in a text.
    HiddenCharacter { code: String, sort: Bilingual }
    warning "hidden-character"
    title "this text holds {code}, {sort}" / "dieser Text enthält {code}, {sort}"
    help "remove it unless it is meant: nobody who reads the rule sees it" / "entfernen, wenn es nicht gemeint ist: Wer die Regel liest, sieht es nicht"
    why "Texts may hold any character, because drafts do. A control character in a phrase or message is nearly always an accident of copying, or an attempt to make the rule look like another one."
      / "Texte dürfen jedes Zeichen enthalten, denn Entwürfe tun es auch. Ein Steuerzeichen in einer Wendung oder Meldung ist fast immer ein Kopierunfall oder der Versuch, die Regel wie eine andere aussehen zu lassen."
}
