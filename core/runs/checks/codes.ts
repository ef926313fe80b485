import type { Finding } from '../../../shared/run/finding.ts';

/** What a check always says of itself: how bad it is, and which statement is not kept. */
export interface CheckKind {
  readonly severity: Finding['severity'];
  readonly statement?: string;
}

const error = (statement: string): CheckKind => ({ severity: 'error', statement });
const warning = (statement: string): CheckKind => ({ severity: 'warning', statement });
const info = (statement: string): CheckKind => ({ severity: 'info', statement });

/** Every check of a run by its code; docs/FINDINGS.md explains each. */
export const checkKinds = {
  // The result of validate.
  validate_name_blank: warning('FB-10'),
  validate_expiry_spelling: info('FB-14'),

  // The result of config.
  config_types: error('FB-20'),
  config_type_incomplete: error('FB-20'),
  config_type_twice: error('FB-20'),
  config_type_unknown: warning('FB-20'),
  config_filters: error('FB-21'),
  config_filter_incomplete: error('FB-21'),
  config_filter_twice: error('FB-21'),
  config_filter_type: error('FB-21'),
  config_filter_flag: warning('FB-23'),
  config_filter_datalist: error('FB-21'),
  config_no_datalist: error('FB-21'),
  config_requires_unknown: error('FB-24'),
  config_requires_cycle: error('FB-24'),

  // The result of schema.
  schema_type_missing: error('FB-30'),
  schema_type_extra: info('FB-30'),
  schema_no_id: error('FB-30'),
  schema_no_title: error('FB-30'),
  schema_field_name: error('FB-30'),
  schema_field_type: error('FB-30'),
  schema_sub_type: error('FB-30'),
  schema_name_twice: warning('FB-30'),
  schema_options: error('FB-30'),
  schema_workflow: warning('FB-30'),
  schema_format: warning('FB-38'),
  schema_sync_action: error('FB-31'),
  schema_relation_incomplete: error('FB-32'),
  schema_relation_type: error('FB-33'),
  schema_relation_user: error('FB-34'),
  schema_relation_target: error('FB-35'),

  // The result of data as a whole.
  pagination_shape: warning('FB-43'),
  next_page_missing: error('FB-42'),
  sync_type_unknown: error('FB-44'),
  sync_type_changes: error('FB-47'),
  delta_without_since: warning('FB-45'),

  // Its rows.
  row_not_object: error('FB-41'),
  sync_action_unknown: error('FB-45'),
  sync_action_in_full: warning('FB-44'),
  sync_action_undeclared: warning('FB-31'),
  key_missing: error('FB-30'),
  key_not_scalar: error('FB-30'),
  key_twice: error('FB-44'),
  key_alike: info('FB-30'),
  row_twice: warning('A65'),
  source_key_missing: warning('FB-30'),
  field_never_present: warning('FB-30'),
  field_not_seen: info('FB-30'),
  field_undeclared: info('FB-30'),
  field_null: warning('FB-30'),
  field_type: warning('FB-30'),
  field_date: warning('FB-30'),
  field_boolean: warning('FB-30'),
  field_range: warning('FB-30'),
  field_option: warning('FB-30'),
  field_address: warning('FB-30'),
  rows_sampled: info('FB-41'),

  // Its paging.
  page_more_expected: warning('FB-43'),
  page_repeats_rows: warning('A65'),
  page_empty_with_next: info('FB-43'),
  page_rows_unused: warning('FB-41'),
  total_differs: warning('FB-43'),

  // The results of datalist, resource and commands.
  datalist_item: error('FB-60'),
  datalist_value_twice: warning('FB-60'),
  resource_no_body: error('FB-62'),
  resource_not_base64: error('FB-62'),
  resource_empty: warning('FB-62'),
  resource_no_type: warning('FB-62'),
  resource_type_differs: warning('A69'),
  resource_too_large: warning('A69'),
  command_payload_ignored: info('FL-20'),
  command_variables: warning('FL-21'),
  command_diagnostics_ignored: info('FL-22'),
  command_error_ignored: info('FL-22'),
  command_member_ignored: info('FL-26'),

  // Any result.
  credential_in_result: warning('A49'),

  // Requests and answers.
  answer_swallowed: warning('FB-50'),
  failure_swallowed: warning('FB-50'),
  body_not_json: warning('A64'),
  body_is_html: warning('A64'),
  body_encoding: warning('A64'),
  body_key_twice: warning('A64'),
  body_odd_text: info('A64'),
  number_precision: warning('A63'),
  number_as_text: info('A63'),
  redirect_downgraded: warning('A55'),
  credential_in_clear: warning('A55'),
  deprecated_endpoint: info('FL-14'),
  rate_limit_used_up: info('FB-52'),
  bodies_not_checked: info('A64'),
} as const satisfies Readonly<Record<string, CheckKind>>;

/** Stable name of a check. */
export type CheckCode = keyof typeof checkKinds;
