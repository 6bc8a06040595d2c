//! In which office somebody acts on a draft, for which channels, and where the record is put: what the commands that
//! write beside a draft share.

use std::path::Path;

use super::desk::Visit;
use super::signer::{Signer, Stop};
use crate::approval::{Act, Assurance, Deed, Entry, Party, Record};
use crate::diagnostic::{Cause, Diagnostic};
use crate::render::visible::line;
use crate::run::{Look, Need, desk};
use crate::world;

/// In which capacity, and for which channels
#[derive(Clone, Debug, clap::Args)]
pub struct OfficeArgs {
    /// As which role, or as the person named by which field; else the one that is asked for and yours
    #[arg(long)]
    pub role: Option<String>,
    /// For which channels; else for all that the draft goes to
    #[arg(long = "channel", value_name = "CHANNEL", value_delimiter = ',')]
    pub channels: Vec<String>,
    /// For whom, as a deputy or by a delegation
    #[arg(long = "for", value_name = "PERSON")]
    pub on_behalf: Option<String>,
}

impl OfficeArgs {
    /// The channels meant: those named, which the draft must go to, else all of its.
    pub fn channels(&self, visit: &Visit<'_, '_>) -> Result<Vec<String>, Stop> {
        let all = visit.desk.channels();
        let Some(strange) = self.channels.iter().find(|channel| !all.contains(channel)) else {
            return Ok(if self.channels.is_empty() { all } else { self.channels.clone() });
        };
        let strange = line(strange);
        let named = all.iter().filter(|name| !name.is_empty()).map(String::as_str);
        let named = named.collect::<Vec<_>>().join(", ");
        Err(Stop::refused(visit.tongue().pick(
            format!("the draft does not go to `{strange}` (it names: {named})"),
            format!("der Entwurf geht nicht nach `{strange}` (er nennt: {named})"),
        )))
    }

    /// An act by the signer, not yet in any role.
    pub fn act(
        &self,
        visit: &Visit<'_, '_>,
        signer: &Signer<'_>,
        comment: Option<&String>,
        deed: Deed,
    ) -> Act {
        Act {
            house: visit.desk.house_name().to_owned(),
            role: None,
            by: signer.id.clone(),
            on_behalf: self.on_behalf.as_deref().map(|name| visit.id_of(name)),
            delegation: None,
            time: visit.now,
            comment: comment.cloned(),
            after: visit.desk.heads(),
            deed,
            sig: None,
        }
    }

    /// The act in the role that is named, or in the one of these roles that is the signer's; nothing where none is
    /// asked. `check` says why it would not count.
    pub fn fill(
        &self,
        visit: &mut Visit<'_, '_>,
        roles: &[String],
        act: &Act,
        check: impl Fn(&Entry) -> Option<Cause>,
    ) -> Result<Option<Act>, Stop> {
        let named = self.role.as_ref().map(std::slice::from_ref);
        let mut fitting: Vec<Act> = Vec::new();
        let mut causes: Vec<Cause> = Vec::new();
        for role in named.unwrap_or(roles) {
            // On somebody's behalf without being a deputy: by the delegation that allows it.
            let delegation = visit.desk.delegation(act, role);
            let act = Act { role: Some(role.clone()), delegation, ..act.clone() }.tidy();
            match check(&desk::unsigned(&act)) {
                None => fitting.push(act),
                Some(cause) => causes.push(cause),
            }
        }
        match (fitting.len(), causes.first()) {
            (1, _) => Ok(fitting.pop()),
            (0, None) => Ok(None),
            (0, Some(cause)) => Err(Stop::of(cause, visit.terminal)),
            _ => {
                let names = fitting.iter().filter_map(|act| act.role.as_deref());
                let names = names.collect::<Vec<_>>().join(", ");
                Err(Stop::failed(visit.tongue().pick(
                    format!("you could sign as {names}: say which, `--role ROLE`"),
                    format!("Sie könnten als {names} unterschreiben: sagen Sie es, `--role ROLLE`"),
                )))
            }
        }
    }
}

/// The names of roles and fields in these needs, each once.
pub fn roles<'n>(needs: impl Iterator<Item = &'n Need>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for role in needs.flat_map(Need::roles) {
        if !names.iter().any(|known| known == role) {
            names.push(role.to_owned());
        }
    }
    names
}

/// Why nothing can be said about a draft.
pub fn cannot(visit: &mut Visit<'_, '_>, problems: &[Diagnostic]) -> Stop {
    visit.show(problems);
    Stop::failed(visit.tongue().pick(
        "nothing can be said about this draft".to_owned(),
        "über diesen Entwurf lässt sich nichts sagen".to_owned(),
    ))
}

/// How sure a role asks a record to be.
pub fn assurance(visit: &Visit<'_, '_>, look: &Look, role: &str) -> Assurance {
    let asked = look.needs.iter().flat_map(|need| &need.demand.parties);
    let party: Option<&Party> =
        asked.chain(&visit.ready().office.parties).find(|party| party.name == role);
    party.map_or_else(|| visit.desk.assurance(), |party| party.assurance)
}

/// `as legal for Dora Muster`
pub fn capacity(visit: &Visit<'_, '_>, act: &Act) -> String {
    let people = &visit.ready().office.people;
    let role = act.role.as_deref().map(line).unwrap_or_default();
    let whom = act.on_behalf.as_deref().map(|name| people.shown(name));
    match whom {
        Some(whom) => {
            visit.tongue().pick(format!("as {role} for {whom}"), format!("als {role} für {whom}"))
        }
        None => visit.tongue().pick(format!("as {role}"), format!("als {role}")),
    }
}

/// Puts acts with the texts they speak of beside the draft, and says so.
pub fn keep(visit: &mut Visit<'_, '_>, acts: Vec<Act>, forms: &[String]) -> Result<u8, Stop> {
    let ids: Vec<String> = acts.iter().map(|act| act.id().short()).collect();
    let mut records: Vec<Record> = acts.into_iter().map(|act| Record::Act(Box::new(act))).collect();
    records.extend(forms.iter().map(|form| Record::keep(form)));
    let file = match visit.desk.keep(&records) {
        Ok(file) => file,
        Err(problem) => {
            visit.show(&[*problem]);
            return Ok(2);
        }
    };
    let tongue = visit.tongue();
    for id in ids {
        visit.terminal.out(&tongue.pick(
            format!("{id} written to {}\n", line(&file)),
            format!("{id} eingetragen in {}\n", line(&file)),
        ));
    }
    hint(visit, &visit.folder.join(file));
    Ok(0)
}

/// Says once a run that git should merge records line by line, where it does not.
fn hint(visit: &mut Visit<'_, '_>, file: &Path) {
    if *visit.hinted || world::merges_by_line(visit.folder, file) != Some(false) {
        return;
    }
    *visit.hinted = true;
    let words = visit.tongue().pick(
        "note: put `*.approvals.jsonl merge=union` into `.gitattributes`, so that git can merge what two branches approved",
        "Hinweis: setzen Sie `*.approvals.jsonl merge=union` in `.gitattributes`, damit Git zusammenführen kann, was zwei Zweige freigaben",
    );
    visit.terminal.err(words);
}
