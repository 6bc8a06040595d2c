//! JSON as it is written: streamed, and with every character that a reader must not obey as `\u` and its digits.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use super::visible::characters;

/// Writes a value over several lines.
///
/// # Errors
/// What the writer says.
pub fn document(value: &impl Serialize, writer: &mut dyn Write) -> io::Result<()> {
    let formatter = Careful(PrettyFormatter::new());
    value.serialize(&mut Serializer::with_formatter(&mut *writer, formatter))?;
    writeln!(writer)
}

/// Writes a value over several lines, but in one what lies deeper than `deepest`: of lists that are long and nested most
/// would be blanks.
///
/// # Errors
/// What the writer says.
pub fn shallow(value: &impl Serialize, deepest: usize, writer: &mut dyn Write) -> io::Result<()> {
    let formatter = Careful(Shallow { pretty: PrettyFormatter::new(), depth: 0, deepest });
    value.serialize(&mut Serializer::with_formatter(&mut *writer, formatter))?;
    writeln!(writer)
}

/// Writes a value as one line.
///
/// # Errors
/// What the writer says.
pub fn line(value: &impl Serialize, writer: &mut dyn Write) -> io::Result<()> {
    let formatter = Careful(CompactFormatter);
    value.serialize(&mut Serializer::with_formatter(&mut *writer, formatter))?;
    writeln!(writer)
}

/// A list whose members are made one by one while it is written.
pub struct Each<F>(pub F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// A formatter that writes strings with care, and all else as the one within.
struct Careful<F>(F);

impl<F: Formatter> Formatter for Careful<F> {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut kept = 0;
        for (at, ch, hidden) in characters(fragment) {
            if hidden {
                writer.write_all(&fragment.as_bytes()[kept..at])?;
                for unit in ch.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
                kept = at + ch.len_utf8();
            }
        }
        writer.write_all(&fragment.as_bytes()[kept..])
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

/// A formatter that gives lines to what lies near the surface.
struct Shallow {
    pretty: PrettyFormatter<'static>,
    depth: usize,
    deepest: usize,
}

impl Shallow {
    /// The formatter at this depth does its part.
    fn part<W: ?Sized>(
        &mut self,
        writer: &mut W,
        near: impl FnOnce(&mut PrettyFormatter<'static>, &mut W) -> io::Result<()>,
        deep: impl FnOnce(&mut CompactFormatter, &mut W) -> io::Result<()>,
    ) -> io::Result<()> {
        if self.depth <= self.deepest {
            near(&mut self.pretty, writer)
        } else {
            deep(&mut CompactFormatter, writer)
        }
    }
}

impl Formatter for Shallow {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.part(writer, Formatter::begin_array, Formatter::begin_array)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.part(writer, Formatter::end_array, Formatter::end_array)?;
        self.depth -= 1;
        Ok(())
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.part(
            writer,
            |formatter, writer| formatter.begin_array_value(writer, first),
            |formatter, writer| formatter.begin_array_value(writer, first),
        )
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.part(writer, Formatter::end_array_value, Formatter::end_array_value)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.part(writer, Formatter::begin_object, Formatter::begin_object)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.part(writer, Formatter::end_object, Formatter::end_object)?;
        self.depth -= 1;
        Ok(())
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.part(
            writer,
            |formatter, writer| formatter.begin_object_key(writer, first),
            |formatter, writer| formatter.begin_object_key(writer, first),
        )
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.part(writer, Formatter::begin_object_value, Formatter::begin_object_value)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.part(writer, Formatter::end_object_value, Formatter::end_object_value)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_lies_deep_stands_in_one_line() {
        let value = serde_json::json!({ "a": [{ "b": [1, 2], "c": {} }, []], "d": [] });
        let mut bytes = Vec::new();
        super::shallow(&value, 2, &mut bytes).unwrap();
        let written = String::from_utf8(bytes).unwrap();
        assert_eq!(
            written,
            "{\n  \"a\": [\n    {\"b\":[1,2],\"c\":{}},\n    []\n  ],\n  \"d\": []\n}\n"
        );
        assert_eq!(serde_json::from_str::<serde_json::Value>(&written).unwrap(), value);
    }

    #[test]
    fn strings_come_back_as_they_were() {
        let text = "ä\u{1b}[1m\u{202e}\u{7f}##vso[x]\u{e0001} 😀 \"\\ \n";
        let mut bytes = Vec::new();
        super::line(&[text], &mut bytes).unwrap();
        let written = String::from_utf8(bytes).unwrap();
        assert_eq!(
            written,
            "[\"ä\\u001b[1m\\u202e\\u007f\\u0023#vso[x]\\udb40\\udc01 😀 \\\"\\\\ \\n\"]\n"
        );
        let back: Vec<String> = serde_json::from_str(&written).unwrap();
        assert_eq!(back, [text]);
    }
}
