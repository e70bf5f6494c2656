-- Entries and checkpoints never change, not even by an owner's slip. Who truly means harm can
-- take a trigger away; that is what checkpoints outside the database are for.
CREATE OR REPLACE FUNCTION audit.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE OR REPLACE TRIGGER audit_entry_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON public.audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE OR REPLACE TRIGGER audit_checkpoint_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON public.audit_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
