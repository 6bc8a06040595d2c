//! "Did you mean": the known word nearest to an unknown one.

/// The nearest of `known` to `word`, if it is near enough to be a slip of the pen: at most a third of
/// the letters differ (transpositions count once), and at least one letter agrees.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase();
    let allowed = (folded.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| {
            (strsim::damerau_levenshtein(&folded, &candidate.to_lowercase()), candidate)
        })
        .filter(|&(distance, candidate)| {
            distance <= allowed && distance < candidate.chars().count().max(folded.chars().count())
        })
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_slips_and_nothing_else() {
        let known = ["superlative", "negation", "sponsored"];
        assert_eq!(nearest("superlativ", known), Some("superlative"));
        assert_eq!(nearest("Negaiton", known), Some("negation"));
        assert_eq!(nearest("embargo", known), None);
        assert_eq!(nearest("x", ["y"]), None);
    }
}
