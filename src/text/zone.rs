//! The kinds of zones that drafts have and rules name.

/// Built-in zones. Sentences and blocks are zones too, but are read off the blocks.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Zone {
    /// The title.
    Title,
    /// The subtitle.
    Subtitle,
    /// The first paragraph, or the field `lead`.
    Lead,
    /// All blocks but title and subtitle.
    Body,
    /// Headings other than the title.
    Heading,
    /// Paragraphs.
    Paragraph,
    /// Sentences.
    Sentence,
    /// Lists.
    List,
    /// Quotations of others.
    Quote,
    /// Quotations of our own people.
    OwnQuote,
    /// Texts of links.
    LinkText,
    /// Alternative texts.
    AltText,
    /// Images.
    Image,
    /// Emphasised text.
    Emphasis,
    /// Code.
    Code,
    /// Hashtags.
    Hashtag,
    /// Mentions.
    Mention,
    /// About the company.
    Boilerplate,
    /// Press contact.
    Contact,
    /// `Celle, 3. Mai 2026 –`
    Dateline,
    /// Parts of a thread.
    Part,
}
