//! What a used pack leaves open: roles without members, registers without a file.
//!
//! In: the rules as their packs wrote them, and what the house fills. Out: what is asked in this house. A demand
//! on people or lists that the house has not named is struck: a pack can tell what to ask of a press office, not
//! that there is one. `policy check` says what is open; examples and scenarios go on judging the rule as written.

use std::collections::BTreeSet;

use super::condition;
use super::model::{
    By, Condition, Leaf, ListRef, PackId, Pattern, Policy, RegisterDecl, RegisterId, Role, RoleId,
    Rule, Statement,
};
use super::pattern;
use super::resolver::Resolver;

/// What nobody has filled.
#[derive(Debug, Default)]
pub struct Open {
    roles: BTreeSet<RoleId>,
    registers: BTreeSet<RegisterId>,
}

/// Whether a role is open: declared by a used pack, and filled neither there nor by the house.
#[must_use]
pub fn is_open(role: &Role, house: PackId, house_is_shipped: bool) -> bool {
    let nobody = role.members.is_empty() && role.deputies.is_empty() && role.escalates.is_none();
    nobody && (role.pack != house || house_is_shipped)
}

impl Open {
    /// What is open in this policy.
    #[must_use]
    pub fn of(roles: &[Role], registers: &[RegisterDecl], house: PackId, shipped: bool) -> Self {
        let open = |(_, role): &(usize, &Role)| is_open(role, house, shipped);
        let roles = roles.iter().enumerate().filter(open).map(|(at, _)| RoleId::of(at));
        let registers = registers.iter().enumerate().filter(|(_, register)| register.open);
        let registers = registers.map(|(at, _)| RegisterId::of(at));
        Self { roles: roles.collect(), registers: registers.collect() }
    }

    /// What a rule asks in this house, if that is less than it says.
    fn in_force(&self, statement: &Statement) -> Option<Statement> {
        let (Statement::Allow(_, _, asked) | Statement::Require(asked)) = statement else {
            return None;
        };
        let left = self.left(asked).unwrap_or(Condition::All(Vec::new()));
        if left == *asked {
            return None;
        }
        Some(match statement {
            Statement::Allow(pattern, zones, _) => {
                Statement::Allow(pattern.clone(), zones.clone(), left)
            }
            _ => Statement::Require(left),
        })
    }

    /// What is left of a condition; nothing if all of it is open.
    fn left(&self, asked: &Condition) -> Option<Condition> {
        let several = |all: &[Condition]| {
            let left: Vec<Condition> = all.iter().filter_map(|one| self.left(one)).collect();
            (!left.is_empty()).then_some(left)
        };
        match asked {
            Condition::All(all) => several(all).map(Condition::All),
            Condition::Any(all) => several(all).map(Condition::Any),
            Condition::Not(inner) => self.left(inner).map(|left| Condition::Not(Box::new(left))),
            Condition::Leaf(leaf, words) => {
                self.left_of_leaf(leaf).map(|leaf| Condition::Leaf(leaf, words.clone()))
            }
        }
    }

    fn left_of_leaf(&self, leaf: &Leaf) -> Option<Leaf> {
        let mut leaf = leaf.clone();
        match &mut leaf {
            Leaf::Approval(asked) => asked.by = self.filled(&asked.by)?,
            Leaf::Review { by, .. } => *by = self.filled(by)?,
            Leaf::Listed(_, ListRef::Role(id)) if self.roles.contains(id) => return None,
            Leaf::Listed(_, ListRef::Register(id)) | Leaf::During(_, id)
                if self.registers.contains(id) =>
            {
                return None;
            }
            _ => {}
        }
        Some(leaf)
    }

    /// Those of the people asked whom the house has named.
    fn filled(&self, by: &By) -> Option<By> {
        match by {
            By::Role(id) | By::Several(_, id) => (!self.roles.contains(id)).then(|| by.clone()),
            By::Field(_) => Some(by.clone()),
            By::SeveralOf(count, ids) => {
                let filled = ids.iter().filter(|id| !self.roles.contains(id));
                let filled: Vec<RoleId> = filled.copied().collect();
                let most = u32::try_from(filled.len()).unwrap_or(u32::MAX);
                (!filled.is_empty()).then(|| By::SeveralOf((*count).min(most), filled))
            }
        }
    }
}

/// Lets the house's registers stand for those of the same name that used packs declare, and a role that a used
/// pack declares without members be filled by the house's role of the same name.
pub fn fill(resolver: &mut Resolver, house: PackId) {
    for at in 0..resolver.roles.len() {
        let role = &resolver.roles[at];
        if role.pack == house || !role.members.is_empty() {
            continue;
        }
        if let Some(id) = resolver.names.role_in(house, &role.name) {
            let Role { title, members, deputies, assurance, escalates, .. } =
                resolver.roles[id.index()].clone();
            let role = &mut resolver.roles[at];
            (role.title, role.members, role.deputies) = (title, members, deputies);
            (role.assurance, role.escalates) = (assurance, escalates);
        }
    }
    for at in 0..resolver.registers.len() {
        let RegisterDecl { pack, name, open, .. } = &resolver.registers[at];
        let of_house =
            || resolver.names.register_in(house, name).filter(|_| *open && *pack != house);
        if let Some(id) = of_house() {
            resolver.names.stand_in(*pack, name, id);
            resolver.registers[at].open = false;
        } else if let Some(id) = shipped_before(resolver, at) {
            resolver.names.stand_in(*pack, name, id);
        }
    }
}

/// The register that an earlier shipped pack calls so: it is the same file of the house.
fn shipped_before(resolver: &Resolver, at: usize) -> Option<RegisterId> {
    let shipped = |one: &RegisterDecl| resolver.packs[one.pack.index()].built_in;
    let wanted = resolver.registers.get(at).filter(|one| shipped(one))?;
    let mut before = resolver.registers[..at].iter();
    before.position(|one| shipped(one) && one.name == wanted.name).map(RegisterId::of)
}

/// Strikes from every rule what is open.
pub fn strike(resolver: &Resolver, rules: &mut [Rule], house: PackId) {
    let shipped = resolver.packs[house.index()].built_in;
    let open = Open::of(&resolver.roles, &resolver.registers, house, shipped);
    for rule in rules {
        rule.in_force = open.in_force(&rule.statement);
    }
}

/// The open registers that a rule looks into.
#[must_use]
pub fn registers_asked(rule: &Rule, registers: &[RegisterDecl]) -> Vec<RegisterId> {
    let mut found = Vec::new();
    let (Statement::Allow(_, _, asked) | Statement::Require(asked)) = &rule.statement else {
        return found;
    };
    condition::walk(asked, &mut |leaf| {
        if let Leaf::Listed(_, ListRef::Register(id)) | Leaf::During(_, id) = leaf
            && registers[id.index()].open
            && !found.contains(id)
        {
            found.push(*id);
        }
    });
    found
}

/// Whether what the rule says depends on what stands in the house's registers.
#[must_use]
pub fn asks_registers(policy: &Policy, rule: &Rule) -> bool {
    let own = match &rule.statement {
        Statement::Allow(_, _, asked) | Statement::Require(asked) => Some(asked),
        Statement::AgreeWith(..) => return true,
        _ => None,
    };
    let mut asks = false;
    for one in rule.when.iter().chain(&rule.unless).chain(own) {
        condition::walk(one, &mut |leaf| {
            asks |= matches!(leaf, Leaf::Listed(_, ListRef::Register(_)) | Leaf::During(..));
        });
    }
    super::for_each_pattern(rule, &mut |pattern| asks |= names_register(policy, pattern));
    asks
}

/// Whether a pattern, or a definition in it, is a register. Definitions do not go round in circles.
fn names_register(policy: &Policy, pattern: &Pattern) -> bool {
    let mut names = false;
    pattern::walk(pattern, &mut |one| match one {
        Pattern::Register(_) => names = true,
        Pattern::Define(id) => {
            names |= names_register(policy, &policy.defines[id.index()].pattern);
        }
        _ => {}
    });
    names
}
