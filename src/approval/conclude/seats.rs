//! Seats: a matching of people with roles in which nobody sits twice.
//!
//! In: for each demand how many seats it has, and which persons offer to fill which. Out: which offers are
//! taken. An offer may stand for several persons (a deputy and the member meant); they then count as one.

use std::collections::BTreeMap;

/// An offer to fill a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::approval) struct Seat {
    /// Identities of everybody it stands for, the signer first.
    pub persons: Vec<String>,
}

/// What one demand asks.
#[derive(Clone, Debug)]
pub(super) struct Asked<'a> {
    /// Seats in all.
    pub count: usize,
    /// Seats of each party.
    pub each: usize,
    /// How many parties there are.
    pub parties: usize,
    /// Offers: for which party, by whom.
    pub offers: Vec<(usize, &'a Seat)>,
}

/// What one demand got.
#[derive(Clone, Debug, Default)]
pub(super) struct Filled {
    /// Indices of the offers taken.
    pub offers: Vec<usize>,
    /// A person because of whom it is open: with more people of that sort it would be full.
    pub twice: Option<String>,
}

/// Fills the seats of demands that belong together; the first demand first. With `joined` duties each
/// demand is filled for itself.
pub(super) fn fill(asked: &[Asked<'_>], joined: bool) -> Vec<Filled> {
    let mut filled: Vec<Filled> = if joined {
        asked.iter().flat_map(|one| best(std::slice::from_ref(one))).collect()
    } else {
        best(asked)
    };
    for (one, filled) in asked.iter().zip(&mut filled) {
        if filled.offers.len() < one.count {
            filled.twice = twice(one, asked, joined);
        }
    }
    filled
}

/// Offers that stand for one person alone can be matched exactly. With offers for two, persons who ever
/// stand for one another are taken as one, which may refuse more than it must; so both ways are tried,
/// and the one that fills more is taken.
fn best(asked: &[Asked<'_>]) -> Vec<Filled> {
    let total = |filled: &[Filled]| filled.iter().map(|one| one.offers.len()).sum::<usize>();
    let alone = matched(asked, &People::new(asked, true), true);
    if asked.iter().all(|one| one.offers.iter().all(|(_, seat)| seat.persons.len() == 1)) {
        return alone;
    }
    let all = matched(asked, &People::new(asked, false), false);
    if total(&all) > total(&alone) { all } else { alone }
}

/// Why a demand is open though enough was offered: the first person who offers more than once, be it in
/// this demand or in several.
fn twice(one: &Asked<'_>, asked: &[Asked<'_>], joined: bool) -> Option<String> {
    let people = People::new(asked, false);
    let mut offered: BTreeMap<usize, usize> = BTreeMap::new();
    let all = if joined { std::slice::from_ref(one) } else { asked };
    for (_, seat) in all.iter().flat_map(|asked| &asked.offers) {
        *offered.entry(people.class(seat)).or_default() += 1;
    }
    // As many offers as seats, so that with different people it would be full.
    let enough = matched_as_strangers(one) >= one.count;
    let repeated = |seat: &&Seat| offered.get(&people.class(seat)).is_some_and(|count| *count > 1);
    let found = one.offers.iter().map(|(_, seat)| *seat).find(repeated);
    found.filter(|_| enough).and_then(|seat| seat.persons.first().cloned())
}

/// How many seats a demand would have filled if every offer came from somebody else.
fn matched_as_strangers(one: &Asked<'_>) -> usize {
    let of_party = |party: usize| one.offers.iter().filter(|(at, _)| *at == party).count();
    (0..one.parties).map(|party| of_party(party).min(one.each)).sum::<usize>().min(one.count)
}

/// Persons as numbers; those who stand for one another share one.
struct People {
    classes: BTreeMap<String, usize>,
}

impl People {
    fn new(asked: &[Asked<'_>], alone: bool) -> Self {
        let mut classes: BTreeMap<String, usize> = BTreeMap::new();
        for (_, seat) in asked.iter().flat_map(|one| &one.offers) {
            if alone && seat.persons.len() > 1 {
                continue;
            }
            let next = classes.len();
            let known = seat.persons.iter().filter_map(|person| classes.get(person).copied());
            let known: Vec<_> = known.collect();
            let class = known.iter().copied().min().unwrap_or(next);
            for number in classes.values_mut().filter(|number| known.contains(number)) {
                *number = class;
            }
            for person in &seat.persons {
                classes.insert(person.clone(), class);
            }
        }
        Self { classes }
    }

    fn class(&self, seat: &Seat) -> usize {
        let person = seat.persons.first();
        person.and_then(|person| self.classes.get(person)).copied().unwrap_or(usize::MAX)
    }
}

/// A maximal matching by augmenting paths, demand after demand: a later demand never empties a seat of an
/// earlier one, it only moves people.
fn matched(asked: &[Asked<'_>], people: &People, alone: bool) -> Vec<Filled> {
    let mut table = Table { asked, people, alone, taken: BTreeMap::new() };
    for (demand, one) in asked.iter().enumerate() {
        while table.filled(demand) < one.count {
            let mut seen = Vec::new();
            if !(0..one.parties).any(|party| table.seat(demand, party, &mut seen)) {
                break;
            }
        }
    }
    let mut filled = vec![Filled::default(); asked.len()];
    for (demand, offer) in table.taken.into_values() {
        filled[demand].offers.push(offer);
    }
    for one in &mut filled {
        one.offers.sort_unstable();
    }
    filled
}

/// Who sits where while the matching grows.
struct Table<'a> {
    asked: &'a [Asked<'a>],
    people: &'a People,
    alone: bool,
    /// For each person the demand and offer that holds them.
    taken: BTreeMap<usize, (usize, usize)>,
}

impl Table<'_> {
    fn filled(&self, demand: usize) -> usize {
        self.taken.values().filter(|(at, _)| *at == demand).count()
    }

    fn filled_of(&self, demand: usize, party: usize) -> usize {
        let here = |(at, offer): &&(usize, usize)| {
            *at == demand && self.asked[demand].offers[*offer].0 == party
        };
        self.taken.values().filter(here).count()
    }

    /// Seats one more person for a party, moving others if need be.
    fn seat(&mut self, demand: usize, party: usize, seen: &mut Vec<usize>) -> bool {
        if self.filled_of(demand, party) >= self.asked[demand].each {
            return false;
        }
        let offers = self.asked[demand].offers.iter().enumerate();
        let offers: Vec<_> = offers
            .filter(|(_, (at, seat))| *at == party && !(self.alone && seat.persons.len() > 1))
            .map(|(offer, (_, seat))| (offer, self.people.class(seat)))
            .collect();
        for (offer, person) in offers {
            if seen.contains(&person) {
                continue;
            }
            seen.push(person);
            let Some((other, held)) = self.taken.get(&person).copied() else {
                self.taken.insert(person, (demand, offer));
                return true;
            };
            // The person gets up; the seat left behind must be filled by somebody else, in the same party
            // or, within one demand, in another.
            self.taken.insert(person, (demand, offer));
            if self.refill(other, self.asked[other].offers[held].0, seen) {
                return true;
            }
            self.taken.insert(person, (other, held));
        }
        false
    }

    /// Fills the seat that somebody left: first in its party, then in any party of the demand.
    fn refill(&mut self, demand: usize, party: usize, seen: &mut Vec<usize>) -> bool {
        if self.filled(demand) >= self.asked[demand].count {
            return true;
        }
        let parties = self.asked[demand].parties;
        std::iter::once(party)
            .chain((0..parties).filter(|other| *other != party))
            .any(|party| self.seat(demand, party, seen))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seat(persons: &[&str]) -> Seat {
        Seat { persons: persons.iter().map(ToString::to_string).collect() }
    }

    fn asked<'a>(count: usize, parties: usize, offers: &'a [(usize, Seat)]) -> Asked<'a> {
        Asked {
            count,
            each: if parties == 1 { count } else { 1 },
            parties,
            offers: offers.iter().map(|(party, seat)| (*party, seat)).collect(),
        }
    }

    fn counts(filled: &[Filled]) -> Vec<usize> {
        filled.iter().map(|one| one.offers.len()).collect()
    }

    #[test]
    fn people_move_so_that_everybody_fits() {
        // Anna could be either; Ben only the first. Whoever comes first, both fit.
        let first = [(0, seat(&["anna"])), (0, seat(&["ben"]))];
        let second = [(0, seat(&["anna"]))];
        assert_eq!(counts(&fill(&[asked(1, 1, &first), asked(1, 1, &second)], false)), [1, 1]);
        assert_eq!(counts(&fill(&[asked(1, 1, &second), asked(1, 1, &first)], false)), [1, 1]);
    }

    #[test]
    fn one_person_sits_once_unless_duties_are_joined() {
        let anna = [(0, seat(&["anna"]))];
        let both = [asked(1, 1, &anna), asked(1, 1, &anna)];
        let filled = fill(&both, false);
        assert_eq!(counts(&filled), [1, 0]);
        assert_eq!(filled[1].twice.as_deref(), Some("anna"));
        assert_eq!(counts(&fill(&both, true)), [1, 1]);
        let twice = [(0, seat(&["anna"])), (0, seat(&["anna"]))];
        for joined in [false, true] {
            let filled = fill(&[asked(2, 1, &twice)], joined);
            assert_eq!((counts(&filled), filled[0].twice.as_deref()), (vec![1], Some("anna")));
        }
    }

    #[test]
    fn different_people_for_different_roles() {
        let offers = [(0, seat(&["anna"])), (0, seat(&["ben"])), (1, seat(&["anna"]))];
        assert_eq!(counts(&fill(&[asked(2, 3, &offers)], false)), [2]);
        assert_eq!(counts(&fill(&[asked(2, 3, &offers[..2])], false)), [1]);
        assert_eq!(counts(&fill(&[asked(3, 3, &offers)], false)), [2]);
    }

    #[test]
    fn whoever_stands_for_another_is_one_with_them() {
        let offers = [(0, seat(&["dora", "carla"])), (0, seat(&["carla"]))];
        assert_eq!(counts(&fill(&[asked(2, 1, &offers)], false)), [1]);
        let with_ben = [offers[0].clone(), (0, seat(&["ben"]))];
        assert_eq!(counts(&fill(&[asked(2, 1, &with_ben)], false)), [2]);
        // Dora for herself and Carla for herself are two, though Dora once stood in for Carla.
        let all = [offers[0].clone(), offers[1].clone(), (0, seat(&["dora"]))];
        assert_eq!(counts(&fill(&[asked(2, 1, &all)], false)), [2]);
    }

    /// Tries every choice: slow and plain, to compare with.
    fn by_force(asked: &[Asked<'_>], demand: usize, used: &[String]) -> bool {
        let Some(one) = asked.get(demand) else { return true };
        let offers = one.offers.len();
        (0_u32..1 << offers).filter(|set| set.count_ones() as usize == one.count).any(|set| {
            let chosen: Vec<_> = (0..offers).filter(|at| set & (1 << at) != 0).collect();
            let of_party =
                |party| chosen.iter().filter(|at| one.offers[**at].0 == party).count() <= one.each;
            let mut now = used.to_vec();
            let fits = (0..one.parties).all(of_party)
                && chosen.iter().all(|at| {
                    let person = &one.offers[*at].1.persons[0];
                    let free = !now.contains(person);
                    now.push(person.clone());
                    free
                });
            fits && by_force(asked, demand + 1, &now)
        })
    }

    proptest! {
        #[test]
        fn met_exactly_if_some_choice_meets_it(
            demands in proptest::collection::vec(
                (1..3_usize, 1..3_usize, proptest::collection::vec((0..3_usize, 0..4_u8), 0..5)),
                1..4,
            )
        ) {
            let offers: Vec<Vec<_>> = demands
                .iter()
                .map(|(_, parties, offers)| {
                    offers
                        .iter()
                        .map(|(party, person)| (party % parties, seat(&[&person.to_string()])))
                        .collect()
                })
                .collect();
            let asked: Vec<_> = demands
                .iter()
                .zip(&offers)
                .map(|((count, parties, _), offers)| asked(*count, *parties, offers))
                .collect();
            let filled = fill(&asked, false);
            let full = asked.iter().zip(&filled).all(|(one, filled)| filled.offers.len() >= one.count);
            prop_assert_eq!(full, by_force(&asked, 0, &[]));
        }
    }
}
