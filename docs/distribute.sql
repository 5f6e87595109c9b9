-- Spreads the books over a Citus cluster: what scale.md says of what lives where. Run once by the owner of the schema on the coordinator,
-- after the migrations and before anything is posted. What is not named here stays on the coordinator.
CREATE EXTENSION IF NOT EXISTS citus;

-- Workers are reached in the hub's own role.
ALTER ROLE kongsi_app LOGIN;

-- Small, read by every posting, or what members are found by: a copy on every worker.
SELECT create_reference_table('partner');
SELECT create_reference_table('outlet');
SELECT create_reference_table('till');
SELECT create_reference_table('partner_key');
SELECT create_reference_table('terms_version');
SELECT create_reference_table('tax_profile');
SELECT create_reference_table('test_clock');
SELECT create_reference_table('earn_stop');
SELECT create_reference_table('member');
SELECT create_reference_table('member_identifier');
SELECT create_reference_table('member_partner');

-- All that a posting locks, reads and writes of one member is on one worker.
SELECT create_distributed_table('posting', 'member_id', colocate_with => 'none');
SELECT create_distributed_table('leg', 'member_id', colocate_with => 'posting');
SELECT create_distributed_table('lot', 'member_id', colocate_with => 'posting');
SELECT create_distributed_table('member_balance', 'member_id', colocate_with => 'posting');
SELECT create_distributed_table('hold', 'member_id', colocate_with => 'posting');
SELECT create_distributed_table('hold_lot', 'member_id', colocate_with => 'posting');
SELECT create_distributed_table('receivable', 'member_id', colocate_with => 'posting');
SELECT create_distributed_table('receivable_application', 'member_id', colocate_with => 'posting');

-- Uniqueness that knows no member.
SELECT create_distributed_table('idempotency', 'partner_id', colocate_with => 'none');
SELECT create_distributed_table('partner_token_replay', 'partner_id', colocate_with => 'idempotency');
SELECT create_distributed_table('request_evidence', 'partner_id', colocate_with => 'idempotency');
SELECT create_distributed_table('till_chain', 'partner_id', colocate_with => 'idempotency');
SELECT create_distributed_table('quarantine_item', 'partner_id', colocate_with => 'idempotency');
SELECT create_distributed_table('batch', 'partner_id', colocate_with => 'idempotency');
SELECT create_distributed_table('batch_item', 'batch_id', colocate_with => 'none');
