//! Who makes a record, with which key, and whether they mean it: what all commands that make records share.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::check::instant;
use super::terminal::Terminal;
use crate::approval::problem::cause::CannotJudge;
use crate::approval::signature::{NAMESPACE, from_armour};
use crate::approval::{Act, Assurance, Deed, Entry, Record};
use crate::diagnostic::{Cause, Complaint, Say};
use crate::register::{Key, People};
use crate::render::visible;
use crate::run::desk;
use crate::text::Tongue;
use crate::world::{self, Pen, environment::interactive};

/// Flags of every command that makes a record
#[derive(Clone, Debug, clap::Args)]
pub struct SignerArgs {
    /// Who you are, by id or alias of the people register; else git's mail address
    #[arg(long = "as", value_name = "PERSON")]
    pub person: Option<String>,
    /// Key to sign with; else git's `user.signingkey`, else the one registered key that the agent holds
    #[arg(long, value_name = "KEY")]
    pub key: Option<PathBuf>,
    /// Do not ask
    #[arg(long)]
    pub yes: bool,
    /// Sign as of this instant instead of now, such as `2026-10-01T09:00Z`
    #[arg(long, value_name = "INSTANT")]
    pub now: Option<String>,
}

/// Why a command ends early.
#[derive(Debug)]
pub struct Stop {
    /// Its exit code.
    pub status: u8,
    /// What to say.
    pub words: String,
}

impl Stop {
    /// Something is missing or refused.
    pub fn refused(words: String) -> Self {
        Self { status: 1, words }
    }

    /// It could not be judged, or not be done.
    pub fn failed(words: String) -> Self {
        Self { status: 2, words }
    }

    /// A record that would not count.
    pub fn of(cause: &Cause, terminal: &Terminal) -> Self {
        let tongue = terminal.tongue();
        let language = terminal.view.language;
        let mut words = format!("{}: {}", cause.code, cause.message.get(language));
        let help = cause.help.get(language);
        if !help.is_empty() {
            words = format!("{words}\n  = {}: {help}", tongue.pick("help", "Rat"));
        }
        let unjudged = cause.code == CannotJudge::ENTRY.code;
        Self { status: if unjudged { 2 } else { 1 }, words }
    }

    /// Says it; the exit code.
    pub fn tell(&self, terminal: &mut Terminal) -> u8 {
        // What was typed may be in it, so nothing of it may reach the terminal as such.
        let lines = self.words.split('\n').map(visible::line).collect::<Vec<_>>();
        terminal.err(&format!("obstat: {}", lines.join("\n")));
        self.status
    }
}

/// The person at the desk.
pub struct Signer<'a> {
    args: &'a SignerArgs,
    people: &'a People,
    folder: &'a Path,
    tongue: Tongue,
    /// The person's id.
    pub id: String,
}

/// The instant of a command: as told, else the clock; whole seconds.
pub fn clock(now: Option<&str>, tongue: Tongue) -> Result<Timestamp, Stop> {
    let now = match now {
        Some(text) => instant(text, tongue).map_err(Stop::failed)?,
        None => world::now(),
    };
    Ok(Timestamp::from_second(now.as_second()).unwrap_or(now))
}

impl<'a> Signer<'a> {
    /// Who signs: the person named, else whoever has git's mail address.
    pub fn find(
        args: &'a SignerArgs,
        people: &'a People,
        folder: &'a Path,
        tongue: Tongue,
    ) -> Result<Self, Stop> {
        let name = match &args.person {
            Some(name) => name.clone(),
            None => mail(folder, tongue)?,
        };
        let id = match people.find(&name) {
            Some(person) => person.id.text.clone(),
            None if people.is_empty() => name,
            None => {
                return Err(Stop::failed(tongue.pick(
                    format!("`{name}` is nobody in the people register; say who you are: `--as PERSON`"),
                    format!("`{name}` steht nicht im Personenregister; sagen Sie, wer Sie sind: `--as PERSON`"),
                )));
            }
        };
        Ok(Self { args, people, folder, tongue, id })
    }

    /// What the person is called.
    pub fn shown(&self) -> &str {
        self.people.shown(&self.id)
    }

    /// Brings an act to paper: judged as if signed, meant by the person, signed where that is asked, and judged again.
    /// `check` says why it would not count.
    pub fn settle(
        &self,
        act: Act,
        asked: Assurance,
        what: &str,
        check: impl Fn(&Entry) -> Option<Cause>,
        terminal: &mut Terminal,
    ) -> Result<Act, Stop> {
        let mut act = act.tidy();
        if let Err(reason) = Record::Act(Box::new(act.clone())).write() {
            let reason = reason.say(self.tongue);
            return Err(Stop::failed(self.tongue.pick(
                format!("this would be no record: {reason}"),
                format!("das wäre kein Eintrag: {reason}"),
            )));
        }
        if let Some(cause) = check(&desk::unsigned(&act)) {
            return Err(Stop::of(&cause, terminal));
        }
        let request = matches!(act.deed, Deed::Request { .. });
        let signs = !request && (asked > Assurance::Claimed || self.args.key.is_some());
        let pen = if signs { Some(self.pen()?) } else { None };
        self.agree(pen.as_ref(), what, terminal)?;
        if let Some(pen) = pen {
            act.sig = Some(self.sign(&act, &pen)?);
        }
        match check(&desk::signed(&act)) {
            Some(cause) => Err(Stop::of(&cause, terminal)),
            None => Ok(act),
        }
    }

    fn sign(&self, act: &Act, pen: &Pen) -> Result<String, Stop> {
        let failed = |reason: String| {
            Stop::failed(self.tongue.pick(
                format!("nothing is signed: {reason}"),
                format!("nichts ist unterschrieben: {reason}"),
            ))
        };
        let bytes = act.signed_bytes();
        let armour =
            world::sign(pen, NAMESPACE, bytes.as_bytes(), interactive()).map_err(failed)?;
        from_armour(&armour).ok_or_else(|| failed("ssh-keygen".to_owned()))
    }

    /// What to sign with.
    fn pen(&self) -> Result<Pen, Stop> {
        if let Some(key) = &self.args.key {
            return Ok(Pen::File(key.clone()));
        }
        if let Ok(Some(key)) = world::setting(self.folder, "user.signingkey") {
            if let Some(key) = world::public_key(&key) {
                return Ok(Pen::Agent(key.to_owned()));
            }
            // What is no file is the name of a key for another program.
            let file = self.folder.join(&key);
            if world::is_file(&file) {
                return Ok(Pen::File(file));
            }
        }
        let own = |line: &String| {
            let owner = Key::parse(line).ok().and_then(|key| self.people.with_key(&key));
            owner.is_some_and(|person| person.id.text == self.id)
        };
        let mut keys: Vec<String> = world::agent_keys().into_iter().filter(own).collect();
        match keys.pop() {
            Some(key) if keys.is_empty() => Ok(Pen::Agent(key)),
            Some(_) => Err(Stop::failed(self.tongue.pick(
                "the agent holds several keys of yours: say which, `--key KEY`".to_owned(),
                "der Agent hält mehrere Ihrer Schlüssel: sagen Sie welchen, `--key KEY`".to_owned(),
            ))),
            None => Err(Stop::failed(self.tongue.pick(
                "there is no key to sign with: say which, `--key KEY`, or set git's `user.signingkey`".to_owned(),
                "es gibt keinen Schlüssel zum Unterschreiben: nennen Sie einen, `--key KEY`, oder setzen Sie `user.signingkey` in Git".to_owned(),
            ))),
        }
    }

    /// Says what is about to be done and, unless told not to, waits for a yes.
    fn agree(&self, pen: Option<&Pen>, what: &str, terminal: &mut Terminal) -> Result<(), Stop> {
        let proof = match pen {
            Some(pen) => match world::fingerprint(pen) {
                Some(print) => {
                    self.tongue.pick(format!("key {print}"), format!("Schlüssel {print}"))
                }
                None => self.tongue.pick("signed", "signiert").to_owned(),
            },
            None => self.tongue.pick("claimed, not signed", "behauptet, nicht signiert").to_owned(),
        };
        let shown = visible::line(self.shown());
        let says = self.tongue.pick(
            format!("you are {shown} ({proof}), {what}"),
            format!("Sie sind {shown} ({proof}), {what}"),
        );
        if self.args.yes {
            terminal.out(&format!("{says}\n"));
            return Ok(());
        }
        if !interactive() {
            return Err(Stop::failed(self.tongue.pick(
                "there is no terminal to ask at: look first, then say `--yes`".to_owned(),
                "es gibt kein Terminal zum Fragen: erst ansehen, dann `--yes`".to_owned(),
            )));
        }
        let question = match pen {
            Some(_) => self.tongue.pick("sign? [y/N]", "unterschreiben? [j/N]"),
            None => self.tongue.pick("write it? [y/N]", "eintragen? [j/N]"),
        };
        let answer = world::ask(&format!("{says}: {question}")).unwrap_or_default();
        if ["y", "yes", "j", "ja"].contains(&answer.to_lowercase().as_str()) {
            return Ok(());
        }
        Err(Stop::refused(self.tongue.pick("nothing written", "nichts eingetragen").to_owned()))
    }
}

/// Git's mail address.
fn mail(folder: &Path, tongue: Tongue) -> Result<String, Stop> {
    match world::setting(folder, "user.email") {
        Ok(Some(mail)) => Ok(mail),
        Ok(None) => Err(Stop::failed(tongue.pick(
            "git knows no mail address of yours; say who you are: `--as PERSON`".to_owned(),
            "Git kennt keine Adresse von Ihnen; sagen Sie, wer Sie sind: `--as PERSON`".to_owned(),
        ))),
        Err(error) => Err(Stop::failed(tongue.pick(
            format!("git cannot be asked who you are ({error}); say it: `--as PERSON`"),
            format!(
                "Git lässt sich nicht fragen, wer Sie sind ({error}); sagen Sie es: `--as PERSON`"
            ),
        ))),
    }
}
