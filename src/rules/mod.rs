//! The opinions: one pair of files a rule. `<rule>.rs` decides, `<rule>.md` explains, and
//! the examples of the page are the test. The list below is the only other place to touch.

pub mod code;
pub mod entries;
pub mod level;
pub mod lock;
pub mod page;

use self::lock::Variant;
use crate::date::Date;
use crate::diagnostic::{Basis, Severity, Text};
use crate::model::directory::Directory;
use crate::model::effective::Effective;
use crate::model::exemption::Record;
use crate::model::facts::{Fact, Facts};
use crate::model::manifest::Manifest;
use crate::model::overrides::Overrides;
use crate::model::registers::Registers;
use crate::source::finding::Finding;
use crate::source::tree::Tree;
use crate::standard::Standard;
use crate::standard::phrases::Hits;

/// A rule: a value, so that it can be listed without running anything.
#[derive(Debug)]
pub struct Rule {
    /// Its name for ever, in kebab case; also the name of its files.
    pub id: &'static str,
    /// Its weight, before profiles and the manifest.
    pub severity: Severity,
    /// The law or standard behind it; none for rules of the format itself.
    pub basis: &'static [Basis],
    /// The release that brought it.
    pub since: &'static str,
    /// Whether it only points at words that often mean a fault.
    pub heuristic: bool,
    /// Its page: title, what, why, wrong, right, how to put right, in both languages.
    pub page: &'static str,
    /// What it judges.
    pub check: Check,
}

/// The unit a rule judges, and so what it may know.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// The reader reports it while bytes become documents.
    Reading,
    /// The schemas report it.
    Shape,
    /// Found while layers are resolved.
    Resolving,
    /// One document as it is written.
    Document(fn(&Context<'_>, &Tree, &mut Findings<'_>)),
    /// One document of a state secret. No other rules but those of reading and shape see it.
    Secret(fn(&Context<'_>, &Tree, &mut Findings<'_>)),
    /// One record of exemption or deferral, of an open item or of a state secret.
    Record(fn(&Context<'_>, &Record<'_>, &mut Findings<'_>)),
    /// The same, silent where one of these keys of the record, or its state, cannot be read: that was
    /// reported, and what would follow from it is not known.
    RecordOn(&'static [&'static str], fn(&Context<'_>, &Record<'_>, &mut Findings<'_>)),
    /// A resolved item: of one body, or a basic item by itself.
    Effective(fn(&Context<'_>, &Effective<'_>, &mut Findings<'_>)),
    /// Found while waivers are applied.
    Waiving,
    /// The same, with what one pass over its texts found of `phrases.yaml`.
    Wording(fn(&Context<'_>, &Effective<'_>, &Hits<'_, '_>, &mut Findings<'_>)),
    /// What a lower layer says otherwise than a layer above it.
    Override(fn(&Context<'_>, &Effective<'_>, &Variant<'_, '_, '_>, &mut Findings<'_>)),
    /// All items at once, by what the run remembers of them.
    Catalogue(fn(&Context<'_>, &Facts, &mut CatalogueFindings<'_>)),
}

impl Check {
    /// The word of the machine formats.
    pub fn judges(self) -> &'static str {
        match self {
            Self::Reading => "file",
            Self::Shape | Self::Document(_) | Self::Secret(_) => "document",
            Self::Resolving
            | Self::Effective(_)
            | Self::Record(_)
            | Self::RecordOn(..)
            | Self::Wording(_)
            | Self::Override(_) => "effective-item",
            Self::Waiving | Self::Catalogue(_) => "catalogue",
        }
    }
}

/// What every rule may know beside its unit.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The edition.
    pub standard: &'a Standard,
    /// What the catalogue says of itself.
    pub manifest: &'a Manifest,
    /// What items refer to.
    pub registers: &'a Registers<'a>,
    /// The basic items and specifications of the catalogue.
    pub directory: &'a Directory,
    /// The day of the run.
    pub day: Date,
}

impl Context<'_> {
    /// Whether exemptions lift a duty of an item, or of one of its materials.
    pub fn lifts(&self, item: &Effective<'_>, duty: &str, material: Option<&str>) -> bool {
        item.is_exempt(duty, material, self.registers.laws(), self.day)
    }
}

/// Where a rule puts its findings; it speaks in its own name only.
#[derive(Debug)]
pub struct Findings<'f> {
    rule: &'static str,
    found: &'f mut Vec<Finding>,
}

impl Findings<'_> {
    /// Adds a finding.
    pub fn add(&mut self, finding: Finding) {
        self.found.push(Finding { rule: self.rule, ..finding });
    }

    /// Adds what was found, if anything.
    pub fn extend(&mut self, found: impl IntoIterator<Item = Finding>) {
        found.into_iter().for_each(|finding| self.add(finding));
    }
}

/// A finding about a fact: the document is read again where it is printed.
#[derive(Clone, Debug)]
pub struct CatalogueFinding {
    /// Id of the rule.
    pub rule: &'static str,
    /// Where.
    pub fact: Fact,
    /// The key of the document that says it.
    pub key: &'static str,
    /// What is wrong.
    pub message: Text,
    /// What to do.
    pub help: Option<Text>,
    /// A fact that explains the first.
    pub other: Option<(Fact, Text)>,
}

impl CatalogueFinding {
    /// A finding at a fact; the rule's name is added where it is put.
    pub fn new(fact: Fact, key: &'static str, message: Text) -> Self {
        Self { rule: "", fact, key, message, help: None, other: None }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// Names a fact that explains this one.
    #[must_use]
    pub fn beside(mut self, other: Fact, message: Text) -> Self {
        self.other = Some((other, message));
        self
    }
}

/// Where a whole-catalogue rule puts its findings.
#[derive(Debug)]
pub struct CatalogueFindings<'f> {
    rule: &'static str,
    found: &'f mut Vec<CatalogueFinding>,
}

impl CatalogueFindings<'_> {
    /// Adds a finding.
    pub fn add(&mut self, finding: CatalogueFinding) {
        self.found.push(CatalogueFinding { rule: self.rule, ..finding });
    }
}

/// Runs the rules that judge the whole catalogue.
pub fn judge_catalogue(context: &Context<'_>, facts: &Facts) -> Vec<CatalogueFinding> {
    let mut found = Vec::new();
    for (_, rule) in ALL {
        if let Check::Catalogue(check) = rule.check {
            check(context, facts, &mut CatalogueFindings { rule: rule.id, found: &mut found });
        }
    }
    found
}

/// Runs the rules that judge documents.
pub fn judge_document(context: &Context<'_>, tree: &Tree, found: &mut Vec<Finding>) {
    for (_, rule) in ALL {
        if let Check::Document(check) = rule.check {
            check(context, tree, &mut Findings { rule: rule.id, found });
        }
    }
}

/// Runs the rules that judge resolved items, and what their lowest layer says otherwise.
pub fn judge_effective(
    context: &Context<'_>,
    item: &Effective<'_>,
    overrides: &Overrides<'_>,
    found: &mut Vec<Finding>,
) {
    let hits = context.standard.phrases.scan(item.root);
    for (_, rule) in ALL {
        let mut findings = Findings { rule: rule.id, found };
        match rule.check {
            Check::Effective(check) => check(context, item, &mut findings),
            Check::Wording(check) => check(context, item, &hits, &mut findings),
            _ => {}
        }
    }
    for record in Record::of_item(item) {
        judge_record(context, &record, found);
    }
    judge_overrides(context, item, overrides, found);
}

/// Runs the rules that judge a document of a state secret. On an open network there is one
/// thing to say: that it stands there.
pub fn judge_secret(context: &Context<'_>, tree: &Tree, found: &mut Vec<Finding>) {
    for (_, rule) in ALL {
        if let Check::Secret(check) = rule.check {
            check(context, tree, &mut Findings { rule: rule.id, found });
        }
    }
    if context.manifest.classified {
        for record in Record::of_document(tree) {
            judge_record(context, &record, found);
        }
    }
}

fn judge_record(context: &Context<'_>, record: &Record<'_>, found: &mut Vec<Finding>) {
    for (_, rule) in ALL {
        let mut findings = Findings { rule: rule.id, found };
        match rule.check {
            Check::Record(check) => check(context, record, &mut findings),
            Check::RecordOn(keys, check) if record.exemption.can_be_read(keys) => {
                check(context, record, &mut findings);
            }
            _ => {}
        }
    }
}

/// Whether a rule judges what a layer says otherwise than those above it.
pub fn judges_overrides(rule: &str) -> bool {
    find(rule).is_some_and(|(_, rule)| matches!(rule.check, Check::Override(_)))
}

/// Runs the rules that judge what the lowest layer says otherwise than those above it.
fn judge_overrides(
    context: &Context<'_>,
    item: &Effective<'_>,
    overrides: &Overrides<'_>,
    found: &mut Vec<Finding>,
) {
    let before = found.len();
    for over in overrides.iter() {
        let variant = lock::ask(context, item, &over);
        for (_, rule) in ALL {
            if let Check::Override(check) = rule.check {
                check(context, item, &variant, &mut Findings { rule: rule.id, found });
            }
        }
    }
    // They stand in the document itself, which is the lowest layer of the item.
    for finding in &mut found[before..] {
        finding.spot.layer = (item.documents.len() - 1) as u8;
    }
}

impl Rule {
    /// The title of its page.
    pub fn summary(&self) -> Text {
        page::title(self.page)
    }
}

macro_rules! rules {
    ($($group:ident: $($rule:ident),+;)+) => {
        $(
            #[doc = concat!("Rules of the group ", stringify!($group), ".")]
            pub mod $group {
                $(pub mod $rule;)+
            }
        )+

        /// Every rule with its group, in the order in which they are shown.
        pub static ALL: &[(&str, &Rule)] = &[$($((stringify!($group), &$group::$rule::RULE)),+),+];
    };
}

rules! {
    reading: file_unreadable, file_too_large, file_empty, encoding_not_utf8, control_character,
        yaml_syntax, yaml_feature_refused, nesting_too_deep, duplicate_key, id_doubled, text_read_as_flag;
    shape: document_not_map, kind_known, element_missing, element_unknown, element_empty, element_type, code_unquoted,
        value_not_listed, value_shape, value_out_of_range, value_doubled, date_impossible;
    layers: entry_hits_nothing, specification_scope_doubled, container_implemented, tier_not_allowed,
        based_on_older_version;
    reference: reference_unknown, law_unknown, law_level_agrees, reference_within_item, register_row_wrong, register_id_doubled,
        provenance_element_known;
    identity: parent_exists, code_parent_agrees, item_code_shape, code_body_agrees, code_tier_agrees, code_basic_agrees,
        code_type_matches_power, code_province_agrees, handling_code_agrees, org_credit_code_valid,
        virtual_code_declared, code_region_exists, tier_region_agree, item_name_uniform, delisted_item_active,
        licence_identifier_valid, version_and_date_present, effective_in_order, local_code_declared,
        region_folder_agrees;
    situation: situation_without_effect, case_never_met, cases_contradict, case_without_materials;
    catalogue: item_code_unique, implementation_unique, item_not_implemented, change_record_known;
    classification: kind_two_way, audience_topics_agree,
        filing_not_approval, public_service_no_licence_effect, on_application_flag;
    privacy: personal_number_in_text,
        purpose_declared, purpose_unrelated_use, retention_declared, sensitive_needs_necessity,
        sensitive_separate_consent, lawful_basis_declared, notice_complete, public_result_masked,
        recipient_declared, under14_guardian_rules, store_in_china, automated_decision_explain;
    basis: basis_required,
        basis_article_precise, licence_basis_level, temporary_licence_expired,
        condition_basis_level, penalty_basis_level, coercion_basis_level,
        basis_in_force, basis_version_renumbered, local_basis_out_of_area, basis_purpose_tag;
    exemption: online_or_exempt, exemption_ground_allowed, exemption_citation_required, exemption_instrument_too_low,
        exemption_instrument_expired, exemption_article_unknown, exemption_local_for_strict_duty,
        local_extra_ground_in_area, exemption_subject_mismatch, exemption_scope_required, exemption_scope_minimal,
        exemption_scope_unknown_id, exemption_contradicts_channel, exemption_and_deferral_overlap,
        exemption_duplicate_or_shadowed, exemption_decided_by, exemption_review_overdue, exemption_expired,
        exemption_decided_before_instrument, exemption_without_alternative, exemption_other_ground,
        deferral_not_exemption, deferral_overdue, ground_work_secret_not_state_secret, exemption_lapsed;
    secret: secret_record_on_open_network, secret_content_in_repository, secret_never_published, secret_level_known,
        secret_period_or_condition, secret_fields_complete, secret_period_cap, secret_organ_competent,
        secret_derivative_source, secret_expired, secret_extension_late,
        secret_overclassified_guide, secret_mark_on_open_item, secret_commercial_crypto, aggregate_leak_note;
    guide: guide_core_three, duplicate_material, visits_reason, visits_zero_needs_way, whole_process_no_visits,
        in_person_against_agent, result_kind_fits_name, result_named,
        no_catch_all_material, no_catch_all_condition, condition_names_material,
        shared_data_not_requested, share_class_basis, unrelated_material, material_basis,
        certificate_basis_level, electronic_form_accepted, paper_copies_zero_online,
        intermediary_basis, form_field_relevant,
        share_outage_fallback_dated, commitment_optional, commitment_offered,
        certificate_replaceable, certificate_issuer_named;
    deadline: no_time_limit, time_unit_explicit, promised_not_over_statutory, limits_not_comparable,
        step_sum_consistent, on_the_spot_fits,
        licence_default_20wd, correction_5wd_once, excluded_steps_listed,
        joint_45wd, extension_10wd, issue_certificate_10wd, renewal_window;
    fee: fee_standard_published, payment_without_fee,
        licence_fee_basis, enterprise_fee_on_list, form_fee_forbidden, hearing_cost_not_charged;
    accountability: complaint_channel, contact_complete, contact_phones_differ,
        implementing_body_competent, remedy_stated, remedy_online_link,
        authorised_org_basis, rating_enabled;
    electronic: esign_accepted, esign_exclusion_subject_match, esign_stale_realestate_ground,
        eseal_accepted, result_ecert_issued, ecert_equal_validity, archive_electronic,
        esign_strength_fits, ecert_provider_licensed;
    channel: unified_identity_used, face_not_only, agent_allowed,
        channel_unrestricted, accessible_channel,
        network_id_voluntary, online_offline_same, cross_province_flag_true, assurance_fits_effect;
    publication: guide_published, publish_within_20wd,
        publish_review_done, stale_publication, illustrative_outside_demo;
    variant: variant_fixed_elements, variant_only_favourable, variant_added_material_basis, variant_longer_time,
        variant_exemption_not_wider, variant_territory_restriction,
        national_validity_kept, cross_region_same_standard;
    waiver: waiver_incomplete, waiver_rule_unknown, waiver_not_allowed, waiver_expired, waiver_unused;
}

/// The rule of an id, and its group.
pub fn find(id: &str) -> Option<(&'static str, &'static Rule)> {
    ALL.iter().copied().find(|(_, rule)| rule.id == id)
}

/// The ids of all rules, each with the weight that the rule has by itself.
pub fn severities() -> Vec<(&'static str, Severity)> {
    ALL.iter().map(|(_, rule)| (rule.id, rule.severity)).collect()
}

/// The ids of all rules.
pub fn ids() -> Vec<&'static str> {
    ALL.iter().map(|(_, rule)| rule.id).collect()
}

/// Former ids, so that old waivers still work: `(former, present)`.
pub static RENAMED: &[(&str, &str)] = &[];
