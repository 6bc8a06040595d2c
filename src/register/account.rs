//! Accounts: channels of the house and who answers for them.

use super::row::{RawRow, Reader, Validity, Written};

const COLUMNS: [&str; 6] = ["channel", "owner", "deputy", "status", "from", "until"];

/// One account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id: the handle, or any other name.
    pub id: Written,
    /// When it holds.
    pub validity: Validity,
    /// The channel it belongs to.
    pub channel: Option<Written>,
    /// The person who answers for it.
    pub owner: Option<Written>,
    /// Who does when that person is away.
    pub deputy: Option<Written>,
    /// `active`, `closed` or any other word of the house.
    pub status: Option<Written>,
}

pub(super) fn read(reader: &mut Reader, row: &RawRow<'_>, validity: Validity) -> Account {
    reader.known(row, &COLUMNS);
    let mut text = |column: &str| row.get(column).and_then(|node| reader.text(column, node));
    Account {
        id: row.id.clone(),
        validity,
        channel: text("channel"),
        owner: text("owner"),
        deputy: text("deputy"),
        status: text("status"),
    }
}
