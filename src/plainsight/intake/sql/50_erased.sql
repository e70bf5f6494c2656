-- What is left of a report once nobody can read it any more. Nobody outside may call this: the door
-- of retention does, as owner.

-- Clears a report's rows: its text, its flags, its messages, the way back in, its files' rows. The
-- reference, the hour and the channel stay. Refuses while a key is there: the key goes first. Gives
-- the ids of the files to delete; one that is not deleted belongs to nothing and is found so later.
CREATE OR REPLACE FUNCTION gate.clear_report(p_report uuid) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_conversation uuid := (SELECT c.id FROM public.intake_conversation c WHERE c.report_id = p_report);
    v_files uuid[];
BEGIN
    PERFORM gate.must(NOT EXISTS (SELECT FROM public.vault_recordkey k
                                  WHERE k.record IN (p_report, v_conversation)));
    WITH gone AS (DELETE FROM public.intake_attachment a
                  WHERE a.report_id = p_report OR a.conversation_id = v_conversation RETURNING a.id)
    SELECT coalesce(array_agg(gone.id), '{}') INTO v_files FROM gone;
    DELETE FROM public.intake_returncode c WHERE c.conversation_id = v_conversation;
    DELETE FROM public.intake_message m WHERE m.conversation_id = v_conversation;
    UPDATE public.intake_conversation SET state = 'closed', last_seq = 0 WHERE id = v_conversation;
    UPDATE public.intake_report
    SET body = '', danger_now = NULL, under_18 = NULL, about_me = NULL, language = 'und'
    WHERE id = p_report;
    RETURN v_files;
END $$;
