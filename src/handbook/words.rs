//! Parts of rules in words again: messages with their placeholders, settings, who must clear.

use crate::policy::model::{
    By, Condition, Leaf, Obligation, Part, Policy, Role, RoleId, Rule, Setting, Template,
};
use crate::text::Tongue;

/// A message as its author wrote it.
pub(super) fn template(policy: &Policy, rule: &Rule, template: &Template) -> String {
    let part = |part: &Part| match part {
        Part::Text(words) => words.clone(),
        Part::Match => "{match}".to_owned(),
        Part::Count => "{count}".to_owned(),
        Part::Limit => "{limit}".to_owned(),
        Part::Needs => "{needs}".to_owned(),
        Part::Reason => "{reason}".to_owned(),
        Part::Capture(id) => {
            let name = rule.captures.get(id.0 as usize).map_or("", String::as_str);
            format!("{{{name}}}")
        }
        Part::Field(id) => format!("{{{}}}", policy.field(*id).name),
    };
    template.parts.iter().map(part).collect()
}

/// The circumstances of an example: `kind: reply, approved-by: legal`.
pub(super) fn setting(policy: &Policy, setting: &Setting) -> String {
    let list = |name: &str, values: &[String]| match values {
        [value] => format!("{name}: {value}"),
        _ => format!("{name}: [{}]", values.join(", ")),
    };
    let fields = setting.fields.iter().map(|(id, values)| list(&policy.field(*id).name, values));
    let mut entries: Vec<String> = fields.collect();
    if !setting.approved_by.is_empty() {
        entries.push(list("approved-by", &setting.approved_by));
    }
    if setting.proven {
        entries.push("proven: yes".to_owned());
    }
    entries.extend(setting.at.map(|at| format!("at: {at}")));
    entries.join(", ")
}

/// Everybody whom a condition asks, a line each: what is asked, and of whom.
pub(super) fn asked(policy: &Policy, condition: &Condition, tongue: Tongue) -> Vec<String> {
    let mut lines = Vec::new();
    collect(policy, condition, tongue, &mut lines);
    lines
}

fn collect(policy: &Policy, condition: &Condition, tongue: Tongue, lines: &mut Vec<String>) {
    match condition {
        Condition::All(all) | Condition::Any(all) => {
            all.iter().for_each(|one| collect(policy, one, tongue, lines));
        }
        Condition::Not(inner) => collect(policy, inner, tongue, lines),
        Condition::Leaf(Leaf::Approval(Obligation { by, .. }) | Leaf::Review { by, .. }, words) => {
            lines.push(format!("{words}: {}", people(policy, by, tongue)));
        }
        Condition::Leaf(..) => {}
    }
}

/// The people whom `by …` means.
fn people(policy: &Policy, by: &By, tongue: Tongue) -> String {
    let role = |id: RoleId| role(&policy.roles[id.index()], tongue);
    match by {
        By::Role(id) | By::Several(_, id) => role(*id),
        By::SeveralOf(_, ids) => {
            let roles =
                ids.iter().map(|id| format!("{} ({})", policy.roles[id.index()].name, role(*id)));
            roles.collect::<Vec<_>>().join("; ")
        }
        By::Field(id) => {
            let field = &policy.field(*id).name;
            tongue.pick(
                format!("whom the draft names in `{field}`"),
                format!("wen der Entwurf in `{field}` nennt"),
            )
        }
    }
}

fn role(role: &Role, tongue: Tongue) -> String {
    if role.members.is_empty() && role.deputies.is_empty() {
        return tongue.pick("nobody yet", "noch niemand").to_owned();
    }
    let members = role.members.join(", ");
    if role.deputies.is_empty() {
        return members;
    }
    let deputies = role.deputies.join(", ");
    let word = tongue.pick("deputies", "Vertretung");
    format!("{members} ({word}: {deputies})")
}
