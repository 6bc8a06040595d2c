//! Packs in order, their settings, and the declaration of every name in them.

use std::collections::BTreeMap;

use super::model::{
    DefineId, Pack, PackId, RegisterDecl, RegisterId, Role, RoleId, Version, ZoneId,
};
use super::names::{Entity, wanted};
use super::noun;
use super::problem::name::{DeclaredTwice, ShadowsNoun};
use super::problem::pack::{
    BadVersion, NoPack, PackNameTaken, TooManyPacks, TwoPacks, UnknownEdition, UnknownLanguage,
    UnknownPack, UnknownPerson, UnknownZone, UseCircle, VersionMismatch,
};
use super::resolver::{Resolver, Scope};
use super::source::{Input, PackSource, RuleFile};
use crate::diagnostic::{Complaint, Near};
use crate::register::{Kind, Register};
use crate::syntax::tree::{
    Assurance, Item, ItemKind, Name, Node, Pack as PackItem, PackPart, RolePart, Text, Use,
    UsePart, UseTarget,
};
use crate::text::{Language, Localized, Place, Span, moment};

/// How many packs a policy may have. More is a mistaken folder; raising it costs only time.
pub const MAX_PACKS: usize = 256;

/// The packs of `input`, used ones first, as indices; complains about circles and about `use` items that
/// lead nowhere.
pub fn order(resolver: &mut Resolver, input: &Input, built_in: &[&str]) -> Vec<usize> {
    let mut ordered = Vec::new();
    let mut path = Vec::new();
    visit(resolver, input, built_in, 0, &mut path, &mut ordered);
    if ordered.len() > MAX_PACKS
        && let Some((file, item)) = input.packs.first().and_then(|pack| pack.items().next())
    {
        let place = Place::new(file.source, item.span);
        resolver.problems.push(TooManyPacks { limit: MAX_PACKS }.at(place));
    }
    ordered
}

fn visit(
    resolver: &mut Resolver,
    input: &Input,
    built_in: &[&str],
    index: usize,
    path: &mut Vec<usize>,
    ordered: &mut Vec<usize>,
) {
    let Some(pack) = input.packs.get(index) else { return };
    path.push(index);
    for ((file, item), target) in pack.use_items().zip(&pack.uses) {
        let place = use_place(file, item);
        match target {
            Some(next) if path.contains(next) => {
                // What leads to the circle is no part of it.
                let circle = path.iter().skip_while(|at| *at != next);
                let folders: Vec<_> = circle.map(|&at| input.packs[at].folder.as_str()).collect();
                let circle = format!("{} → {}", folders.join(" → "), input.packs[*next].folder);
                resolver.problems.push(UseCircle { path: circle }.at(place));
            }
            Some(next) if ordered.contains(next) => {}
            Some(next) => visit(resolver, input, built_in, *next, path, ordered),
            None => resolver.problems.push(unknown_pack(item, place, built_in)),
        }
    }
    path.pop();
    ordered.push(index);
}

fn unknown_pack(item: &Use, place: Place, built_in: &[&str]) -> crate::diagnostic::Diagnostic {
    let name = match &item.target {
        UseTarget::Folder(text) => text.value(),
        UseTarget::BuiltIn(path) => path.text(),
    };
    let near = Near::to(&name, built_in.iter().copied());
    UnknownPack { name, near }.at(place)
}

/// Where a `use` names its pack.
fn use_place(file: &RuleFile, item: &Use) -> Place {
    let span = match &item.target {
        UseTarget::Folder(text) => text.span,
        UseTarget::BuiltIn(path) => path.span,
    };
    Place::new(file.source, span)
}

/// Declares every pack of `ordered` with its settings and the names of its items.
pub fn declare(resolver: &mut Resolver, input: &Input, ordered: &[usize]) {
    let mut taken: BTreeMap<String, Place> = BTreeMap::new();
    for (number, &index) in ordered.iter().enumerate() {
        let source = &input.packs[index];
        let id = PackId::of(number);
        let pack = settings(resolver, id, source);
        if let Some(earlier) = taken.insert(pack.name.clone(), pack.place) {
            let complaint = PackNameTaken { name: pack.name.clone() }.at(pack.place);
            resolver.problems.push(complaint.and(earlier, first_here()));
        }
        let uses = source.uses.iter().flatten().filter_map(|target| {
            let at = ordered.iter().position(|one| one == target)?;
            (at < number).then(|| PackId::of(at))
        });
        resolver.names.add_pack(&pack.name, uses.collect());
        resolver.packs.push(pack);
        names(resolver, id, source);
    }
}

/// The pack's own item, or what stands for it where there is none.
fn settings(resolver: &mut Resolver, id: PackId, source: &PackSource) -> Pack {
    let mut declared: Option<(Scope, &Item, &PackItem, String)> = None;
    for file in &source.files {
        for item in &file.tree.items {
            let ItemKind::Pack(pack) = &item.kind else { continue };
            let scope = Scope::new(id, file);
            if let Some((first, _, earlier, _)) = &declared {
                if first.source == scope.source {
                    // A second one in the same file is `syntax`'s to tell.
                    continue;
                }
                let complaint = TwoPacks { name: earlier.name.value.clone() };
                let complaint = complaint.at(scope.at(pack.name.span));
                let earlier = first.at(earlier.name.span);
                resolver.problems.push(complaint.and(earlier, first_here()));
                continue;
            }
            let docs: Vec<_> = file.tree.docs.iter().map(|doc| doc.value.as_str()).collect();
            declared = Some((scope, item, pack, docs.join("\n")));
        }
    }
    let Some((scope, item, pack, docs)) = declared else {
        return without_item(resolver, source);
    };
    let name = if source.built_in { source.folder.clone() } else { pack.name.value.clone() };
    let mut settled = Pack {
        title: pack.title.as_ref().map_or_else(|| name.clone(), Text::value),
        docs: if docs.is_empty() { docs_of(item) } else { docs },
        place: scope.at(pack.name.span),
        built_in: source.built_in,
        ..blank(name, scope.at(item.span))
    };
    for part in once_each(&pack.parts) {
        apply(resolver, &scope, part, &mut settled);
    }
    if settled.languages.is_empty() {
        settled.languages = vec![Language::GERMAN, Language::ENGLISH];
    }
    settled
}

/// Members of roles who are nobody in the people register, where there is one.
pub fn members(resolver: &mut Resolver, input: &Input, ordered: &[usize]) {
    let mut declared = resolver.data.iter().chain(&input.people);
    let found = declared.find(|register| register.kind() == Kind::People).cloned();
    let Some(people) = found.as_ref().and_then(Register::people) else { return };
    let known: Vec<&str> = people.persons().iter().map(|person| person.id.text.as_str()).collect();
    for (number, &index) in ordered.iter().enumerate() {
        for (file, item) in input.packs[index].items() {
            let ItemKind::Role(role) = &item.kind else { continue };
            let scope = Scope::new(PackId::of(number), file);
            let texts = role.parts.iter().flat_map(|part| match &part.value {
                RolePart::Members(texts) | RolePart::Deputies(texts) => texts.as_slice(),
                _ => &[],
            });
            for text in texts.filter(|text| people.find(&text.value()).is_none()) {
                let person = text.value();
                let near = Near::to(&person, known.iter().copied());
                resolver.complain(&scope, text.span, UnknownPerson { person, near });
            }
        }
    }
}

/// What stands at the earlier of two.
fn first_here() -> Localized {
    Localized::both("first here", "zuerst hier")
}

fn without_item(resolver: &mut Resolver, source: &PackSource) -> Pack {
    let place = Place::new(source.source, Span::default());
    if source.whole {
        resolver.problems.push(NoPack { folder: source.folder.clone() }.at(place));
    }
    blank(source.folder.clone(), place)
}

fn blank(name: String, place: Place) -> Pack {
    Pack {
        title: name.clone(),
        name,
        docs: String::new(),
        version: None,
        owner: None,
        languages: Vec::new(),
        zone: "UTC".to_owned(),
        zone_stated: false,
        house_names: Vec::new(),
        duties_joined: false,
        assurance: Assurance::Signed,
        built_in: false,
        place,
    }
}

/// Documentation of an item as Markdown.
#[must_use]
pub fn docs_of(item: &Item) -> String {
    let lines: Vec<_> = item.docs.iter().map(|doc| doc.value.as_str()).collect();
    lines.join("\n")
}

/// The settings, each sort once; of those given twice the first, `syntax` has complained about the others.
fn once_each(parts: &[Node<PackPart>]) -> Vec<&PackPart> {
    let mut seen = Vec::new();
    let first = parts.iter().map(|part| &part.value).filter(|part| {
        let name = part_name(part);
        let new = !seen.contains(&name);
        seen.push(name);
        new
    });
    first.collect()
}

fn part_name(part: &PackPart) -> &'static str {
    match part {
        PackPart::Version(_) => "version",
        PackPart::Owner(_) => "owner",
        PackPart::Timezone(_) => "timezone",
        PackPart::HouseNames(_) => "house-names",
        PackPart::Edition(_) => "edition",
        PackPart::Languages(_) => "languages",
        PackPart::DutiesJoined => "duties",
        PackPart::Assurance(_) => "assurance",
    }
}

fn apply(resolver: &mut Resolver, scope: &Scope<'_>, part: &PackPart, pack: &mut Pack) {
    match part {
        PackPart::Version(text) => {
            pack.version = Version::parse(&text.value());
            if pack.version.is_none() {
                resolver.complain(scope, text.span, BadVersion { text: text.value() });
            }
        }
        PackPart::Owner(text) => pack.owner = Some(text.value()),
        PackPart::Timezone(text) => {
            pack.zone = text.value();
            pack.zone_stated = true;
            if moment::zone(&pack.zone).is_none() {
                resolver.complain(scope, text.span, UnknownZone { name: text.value() });
            }
        }
        PackPart::HouseNames(names) => pack.house_names = names.iter().map(Text::value).collect(),
        PackPart::Edition(edition) if edition.value != 1 => {
            resolver.complain(scope, edition.span, UnknownEdition { edition: edition.value });
        }
        PackPart::Edition(_) => {}
        PackPart::Languages(names) => {
            pack.languages =
                names.iter().filter_map(|name| language(resolver, scope, name)).collect();
        }
        PackPart::DutiesJoined => pack.duties_joined = true,
        PackPart::Assurance(assurance) => pack.assurance = assurance.value,
    }
}

/// The language a name means.
pub fn language(resolver: &mut Resolver, scope: &Scope<'_>, name: &Name) -> Option<Language> {
    let language =
        Language::parse(&name.value).filter(|language| name.value.starts_with(language.code()));
    if language.is_none() {
        resolver.complain(scope, name.span, UnknownLanguage { name: name.value.clone() });
    }
    language
}

/// Declares the names of roles, registers, defines and zones; fields are shared and come later.
fn names(resolver: &mut Resolver, id: PackId, source: &PackSource) {
    let mut register = 0;
    for file in &source.files {
        let scope = Scope::new(id, file);
        for item in &file.tree.items {
            let (name, entity) = match &item.kind {
                ItemKind::Role(role) => (&role.name, add_role(resolver, &scope, role)),
                ItemKind::Register(item) => {
                    let data = source.registers.get(register).cloned().flatten();
                    register += 1;
                    (&item.name, add_register(resolver, &scope, item, data))
                }
                ItemKind::Define(define) => {
                    let id = DefineId::of(resolver.defines.len());
                    resolver.defines.push(super::pattern::placeholder_define(&scope, &define.name));
                    (&define.name, Entity::Define(id))
                }
                ItemKind::Zone(zone) => {
                    let id = ZoneId::of(resolver.zones.len());
                    resolver.zones.push(super::pattern::placeholder_zone(&scope, zone));
                    (&zone.name, Entity::Zone(id))
                }
                _ => continue,
            };
            declare_name(resolver, &scope, name, entity);
        }
    }
}

/// Declares one name, complaining if it is taken or a built-in noun.
pub fn declare_name(resolver: &mut Resolver, scope: &Scope<'_>, name: &Name, entity: Entity) {
    let adds_to_zone = matches!(entity, Entity::Zone(_)) && noun::zone_named(&name.value).is_some();
    if noun::is_noun(&name.value) && !adds_to_zone {
        resolver.complain(scope, name.span, ShadowsNoun { name: name.value.clone() });
        return;
    }
    let place = scope.at(name.span);
    // A zone of a built-in's name adds to it; the noun goes on meaning the built-in.
    if adds_to_zone {
        return;
    }
    if let Some(earlier) = resolver.names.declare(scope.pack, &name.value, entity, place) {
        let complaint = DeclaredTwice { name: name.value.clone() }.at(place);
        let before = Localized::both("first here", "zuerst hier");
        resolver.problems.push(complaint.and(earlier, before));
    }
}

fn add_role(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    item: &crate::syntax::tree::Role,
) -> Entity {
    let mut role = Role {
        name: item.name.value.clone(),
        title: item.title.as_ref().map_or_else(|| item.name.value.clone(), Text::value),
        pack: scope.pack,
        members: Vec::new(),
        deputies: Vec::new(),
        assurance: resolver.packs[scope.pack.index()].assurance,
        escalates: None,
        place: scope.at(item.name.span),
    };
    for part in &item.parts {
        match &part.value {
            RolePart::Members(texts) => role.members.extend(texts.iter().map(Text::value)),
            RolePart::Deputies(texts) => role.deputies.extend(texts.iter().map(Text::value)),
            RolePart::Assurance(assurance) => role.assurance = assurance.value,
            RolePart::Escalates { .. } => {}
        }
    }
    resolver.roles.push(role);
    Entity::Role(RoleId::of(resolver.roles.len() - 1))
}

fn add_register(
    resolver: &mut Resolver,
    scope: &Scope<'_>,
    item: &crate::syntax::tree::Register,
    data: Option<Register>,
) -> Entity {
    let kind = Kind::of_name(&item.name.value);
    resolver.registers.push(RegisterDecl {
        name: item.name.value.clone(),
        pack: scope.pack,
        kind,
        file: item.file.value(),
        open: data.is_none(),
        place: scope.at(item.name.span),
    });
    // A register that could not be read has its own diagnostic; an empty one stands in, so that the rest
    // of the policy is still checked.
    resolver.data.push(data.unwrap_or_else(|| Register::empty(kind)));
    let last = resolver.registers.len() - 1;
    Entity::Register(RegisterId::of(last))
}

/// Resolves escalations, when all roles are known.
pub fn escalations(resolver: &mut Resolver, input: &Input, ordered: &[usize]) {
    for (number, &index) in ordered.iter().enumerate() {
        let pack = PackId::of(number);
        for file in &input.packs[index].files {
            let scope = Scope::new(pack, file);
            for item in &file.tree.items {
                let ItemKind::Role(role) = &item.kind else { continue };
                for part in &role.parts {
                    let RolePart::Escalates { to, after } = &part.value else { continue };
                    match resolver.entity(&scope, to, wanted::ROLE) {
                        Some(Entity::Role(target)) => {
                            if let Some(id) = resolver.names.role_in(pack, &role.name.value) {
                                resolver.roles[id.index()].escalates = Some((target, after.value));
                            }
                        }
                        Some(other) => resolver.wrong_sort(&scope, to, other, wanted::ROLE),
                        None => {}
                    }
                }
            }
        }
    }
}

/// Complains where a used pack is not of the version asked for.
pub fn versions(resolver: &mut Resolver, input: &Input, ordered: &[usize]) {
    for (number, &index) in ordered.iter().enumerate() {
        let source = &input.packs[index];
        for ((file, item), target) in source.use_items().zip(&source.uses) {
            let used = target.and_then(|target| ordered.iter().position(|&one| one == target));
            let Some(used) = used.filter(|&used| used < number) else { continue };
            for part in &item.parts {
                let UsePart::Version(text) = &part.value else { continue };
                let scope = Scope::new(PackId::of(number), file);
                check_version(resolver, &scope, text, used);
            }
        }
    }
}

fn check_version(resolver: &mut Resolver, scope: &Scope<'_>, asked: &Text, used: usize) {
    let Some(wanted) = Version::parse(&asked.value()) else {
        resolver.complain(scope, asked.span, BadVersion { text: asked.value() });
        return;
    };
    let found = resolver.packs[used].version;
    if !found.is_some_and(|found| found.0 == wanted.0 && found >= wanted) {
        let complaint = VersionMismatch {
            pack: resolver.packs[used].name.clone(),
            asked: asked.value(),
            found: found.map_or_else(|| "–".to_owned(), |found| found.to_string()),
        };
        resolver.complain(scope, asked.span, complaint);
    }
}
