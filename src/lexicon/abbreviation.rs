//! Abbreviations and sentence openers per language: what a full stop after a word means.
//!
//! In: the word before the stop (several of them joined by stops: `z.B`), or the word after it. Out: whether
//! a sentence can end there. This file does not look at texts.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::text::Language;

/// What a full stop after an abbreviation tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// A sentence never ends here: `Dr.`, `z. B.`
    Never,
    /// It ends here only before a word that opens sentences: `usw.`, `U.S.`
    Perhaps,
    /// It is an abbreviation only before a number: `Art. 5`, `Oct. 3`.
    UnlessNumber,
}

/// What a language knows about full stops.
#[derive(Debug)]
pub struct Stops {
    abbreviations: HashMap<&'static str, Ends>,
    openers: HashSet<&'static str>,
    counted: HashSet<&'static str>,
    before_ordinal: HashSet<&'static str>,
}

impl Stops {
    /// Those of a language; none for a language that we know nothing of.
    #[must_use]
    pub fn of(language: Language) -> Option<&'static Self> {
        match language {
            Language::GERMAN => Some(&GERMAN),
            Language::ENGLISH => Some(&ENGLISH),
            _ => None,
        }
    }

    /// What is known of an abbreviation, written without blanks and without its last stop. A small first
    /// letter in the list also stands for a capital (`Vgl.`).
    #[must_use]
    pub fn abbreviation(&self, word: &str) -> Option<Ends> {
        self.abbreviations.get(word).copied().or_else(|| {
            let first = word.chars().next().filter(|c| c.is_uppercase())?;
            let small: String = first.to_lowercase().chain(word.chars().skip(1)).collect();
            self.abbreviations.get(small.as_str()).copied()
        })
    }

    /// Whether a word with a capital is one that opens sentences: article, pronoun, preposition,
    /// conjunction, adverb. Before it a full stop ends a sentence even behind an abbreviation.
    #[must_use]
    pub fn opens_sentence(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    /// Whether ordinals of the language are written with a full stop.
    #[must_use]
    pub fn has_ordinals(&self) -> bool {
        !self.before_ordinal.is_empty()
    }

    /// Whether a noun is one that is commonly counted by an ordinal: `3. Mai`, `2. Quartal`.
    #[must_use]
    pub fn is_counted(&self, noun: &str) -> bool {
        self.counted.contains(noun)
    }

    /// Whether a word before a number makes an ordinal of it: `am 3.`, `der 21.`
    #[must_use]
    pub fn precedes_ordinal(&self, word: &str) -> bool {
        self.before_ordinal.contains(word)
    }

    fn new(abbreviations: [(&'static str, Ends); 3], openers: &'static str) -> Self {
        let each =
            |(list, ends): (&'static str, Ends)| list.split(' ').map(move |word| (word, ends));
        Self {
            abbreviations: abbreviations.into_iter().flat_map(each).collect(),
            openers: openers.split(' ').collect(),
            counted: HashSet::new(),
            before_ordinal: HashSet::new(),
        }
    }
}

static GERMAN: LazyLock<Stops> = LazyLock::new(|| Stops {
    counted: GERMAN_COUNTED.split(' ').collect(),
    before_ordinal: GERMAN_BEFORE_ORDINAL.split(' ').collect(),
    ..Stops::new(
        [
            (GERMAN_NEVER, Ends::Never),
            (GERMAN_PERHAPS, Ends::Perhaps),
            (GERMAN_UNLESS_NUMBER, Ends::UnlessNumber),
        ],
        GERMAN_OPENERS,
    )
});

static ENGLISH: LazyLock<Stops> = LazyLock::new(|| {
    Stops::new(
        [
            (ENGLISH_NEVER, Ends::Never),
            (ENGLISH_PERHAPS, Ends::Perhaps),
            (ENGLISH_UNLESS_NUMBER, Ends::UnlessNumber),
        ],
        ENGLISH_OPENERS,
    )
});

const GERMAN_NEVER: &str = "z.B d.h i.d.R i.d.r v.a z.T o.g s.g i.A i.V m.E u.U u.E i.S i.S.d i.S.v i.V.m z.Hd z.Zt z.Z \
     b.a.w i.H.v i.e.S i.w.S m.a.W d.i h.c a.d o.b u.d Dr Prof Hr Hrn Fr Frl St Ing Dipl Mag jur \
     med phil rer nat pol oec habil theol dent geb verh gegr stellv Vors Inh Hrsg hrsg Hl hl bzw \
     ca vgl inkl incl exkl zzgl abzgl bspw evtl ggf ggfs gem sog insb insbes resp max mind rd \
     bzgl betr bez einschl entspr eigtl urspr wg zw lt lfd ggü mtl tägl jährl monatl allg dt engl \
     frz lat österr staatl städt südl nördl östl westl techn versch zus od spez amtl kath ev ehem \
     vorm Tel tel Fax Mob Aufl Nr Nrn Az Anm Abt";

const GERMAN_PERHAPS: &str = "usw usf etc u.a u.ä u.Ä o.ä o.Ä s.o s.u s.a e.V e.G a.D n.Chr v.Chr p.a d.J d.M u.v.m u.v.a \
     u.v.a.m u.s.w u.a.m a.M o.J dgl ebd Mio Mrd Bio Tsd Std Min Sek min Str Pl ff Co Corp Inc \
     Ltd Jh Jhd sen jun Sr Jr MwSt USt Pfd Stk";

const GERMAN_UNLESS_NUMBER: &str = "Art Abs Abb Bd Kap Ziff Rn Rdnr Tab Fn Jan Jän Feb Mär Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez Mo \
     Di Mi Do Sa So";

const GERMAN_OPENERS: &str = "Der Die Das Den Dem Des Ein Eine Einen Einem Einer Eines Kein Keine Keinen Dieser Diese \
     Dieses Diesen Diesem Jeder Jede Jedes Jeden Alle Alles Viele Einige Manche Mehrere Beide Wir \
     Sie Er Es Ich Ihr Du Man Wer Was Wo Wann Warum Wie Welche Welcher Welches Unser Unsere \
     Unseren Unserem Unserer Ihre Ihren Ihrem Ihrer Mein Meine Dein Deine Sein Seine Euer Eure In \
     Im An Am Auf Bei Beim Mit Nach Von Vom Vor Zu Zum Zur Für Durch Über Unter Ohne Um Aus Seit \
     Bis Ab Gegen Während Wegen Trotz Zwischen Neben Innerhalb Laut Und Oder Aber Doch Denn \
     Sondern Sowohl Auch Noch Nur Schon So Dann Da Dort Hier Heute Gestern Jetzt Nun Damit Dabei \
     Dazu Dafür Danach Davon Dadurch Darüber Daran Darin Dagegen Dennoch Deshalb Daher Darum \
     Trotzdem Außerdem Zudem Jedoch Allerdings Anschließend Zuletzt Zuerst Zunächst Inzwischen \
     Mittlerweile Künftig Bisher Insgesamt Als Wenn Weil Ob Obwohl Dass Falls Sobald Nachdem \
     Nicht Nein Ja Bitte Danke Mehr Weitere Seitdem Vielen Ist Sind Hat Haben War Wird Werden \
     Kann Können";

const GERMAN_COUNTED: &str = "Januar Jänner Februar Feber März April Mai Juni Juno Juli August September Oktober November \
     Dezember Jan Jän Feb Mär Mrz Apr Jun Jul Aug Sep Sept Okt Nov Dez Quartal Halbjahr Jahrhundert \
     Jahrhunderts Jahrtausend Platz Rang Mal Auflage Ausgabe Geburtstag Jahrestag Jubiläum Stock \
     Etage Obergeschoss Untergeschoss OG UG Bundesliga Liga Weltkrieg Weltkriegs Runde Kapitel \
     Klasse Semester Lesung Senat Kammer Tag Woche Monat Advent Akt Teil Staffel Folge \
     Stelle Instanz Generation Legislaturperiode";

const GERMAN_BEFORE_ORDINAL: &str = "der die das den dem des am im vom zum zur beim jeder jede jedes jeden unser unsere unserem \
     unseren ihr ihre ihrem ihren sein seine seinem seinen Der Die Das Am Im Vom Zum Zur Beim \
     Unser Unsere";

const ENGLISH_NEVER: &str = "Dr Mr Mrs Ms Mx Prof Rev Hon St Gov Sen Rep Gen Lt Col Capt Sgt Maj Cmdr Messrs Mme Mlle \
     Pres Supt Mt Ft e.g i.e cf viz vs approx ca incl excl esp resp a.k.a Tel tel Assoc Asst";

const ENGLISH_PERHAPS: &str = "etc al Inc Corp Ltd Co Cos Bros Plc Jr Sr Ph.D M.D B.A M.A B.Sc M.Sc D.C U.S U.S.A U.K U.N \
     E.U a.m p.m A.M P.M A.D B.C Ave Blvd Rd Hwy Dept dept Univ Assn min max hr hrs lb lbs oz yr \
     yrs ed eds est";

const ENGLISH_UNLESS_NUMBER: &str = "no nos fig figs vol pp ch sec art eq ext Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec \
     Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun";

const ENGLISH_OPENERS: &str = "The A An This That These Those We It He She They You I Our Its His Her Their My Your There \
     Here In On At By For From With Without To Of As After Before Since Until During While When \
     Where Who What Why How Which If Although Though Because And But Or So Yet Nor However \
     Therefore Moreover Meanwhile Then Now Today Yesterday Tomorrow Later Also Not No Yes All \
     Some Many Most Both Each Every Any Please Thanks Let Is Are Was Were Do Does Did Has Have \
     Had Will Would Can Could Should Under Over Between Through About Once Only Even Just";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_stand_for_small_letters_but_not_the_other_way_round() {
        let german = Stops::of(Language::GERMAN).unwrap();
        assert_eq!(german.abbreviation("Z.B"), Some(Ends::Never));
        assert_eq!(german.abbreviation("art"), None);
        assert_eq!(german.abbreviation("Haus"), None);
        assert!(Stops::of(Language::parse("fr").unwrap()).is_none());
    }

    #[test]
    fn no_word_is_in_two_lists() {
        let lists = [GERMAN_NEVER, GERMAN_PERHAPS, GERMAN_UNLESS_NUMBER];
        assert_eq!(lists.iter().flat_map(|l| l.split(' ')).count(), GERMAN.abbreviations.len());
        let lists = [ENGLISH_NEVER, ENGLISH_PERHAPS, ENGLISH_UNLESS_NUMBER];
        assert_eq!(lists.iter().flat_map(|l| l.split(' ')).count(), ENGLISH.abbreviations.len());
    }
}
