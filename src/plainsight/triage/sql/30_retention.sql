-- Retention. The worker's doors take no report and no date from outside: each looks again, under
-- locks, at what is due, so a worker that was taken over erases nothing before its time.

-- A report, and those that are merged into it: they are kept and erased together.
CREATE OR REPLACE FUNCTION gate.together(p_report uuid) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT s.report_id FROM public.triage_standing s
                 WHERE s.report_id = p_report OR s.merged_into_id = p_report;
END $$;

-- Whether nothing speaks against the end of a report but the calendar: it is done with, nobody has
-- to read a reply, the control room is not awaited, and no legal hold lies on any of those together.
CREATE OR REPLACE FUNCTION gate.may_end(p_report uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.triage_standing s
                   WHERE s.report_id = p_report AND s.state NOT IN ('merged', 'erased')
                     AND (s.state = 'closed' OR s.mark <> ''))
       AND NOT EXISTS (SELECT FROM public.triage_standing s
                       WHERE s.report_id IN (SELECT gate.together(p_report))
                         AND (s.is_held OR s.unread > 0
                              OR (s.control_room_at IS NOT NULL AND s.control_room_acknowledged_at IS NULL)));
END $$;

-- Announces what will be erased within so many days; gives how many. Safe to repeat.
CREATE OR REPLACE FUNCTION gate.announce_disposals(p_days integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_one record;
    v_told bigint := 0;
BEGIN
    PERFORM gate.must(p_days BETWEEN 7 AND 365);
    FOR v_one IN
        SELECT s.report_id, s.dispose_on FROM public.triage_standing s
        WHERE s.dispose_on <= (now() AT TIME ZONE 'UTC')::date + p_days
          AND s.disposal_warned_at IS NULL
        ORDER BY s.dispose_on LIMIT 1000 FOR UPDATE SKIP LOCKED
    LOOP
        CONTINUE WHEN NOT gate.may_end(v_one.report_id);
        UPDATE public.triage_standing SET disposal_warned_at = now() WHERE report_id = v_one.report_id;
        INSERT INTO public.triage_entry (id, report_id, kind, at, codes)
        VALUES (gen_random_uuid(), v_one.report_id, 'disposal_warned', clock_timestamp(),
                jsonb_build_object('on', v_one.dispose_on));
        PERFORM audit.write('system', NULL, 'report.disposal_announced', 'report', v_one.report_id,
                            jsonb_build_object('on', v_one.dispose_on));
        v_told := v_told + 1;
    END LOOP;
    RETURN v_told;
END $$;

-- Ends one report: its keys first, then what they opened. No door: those below call it.
CREATE OR REPLACE FUNCTION gate.end_report(p_report uuid, p_backup_days integer) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_files uuid[];
BEGIN
    WITH whole AS (SELECT p_report AS id, 'report' AS kind
                   UNION ALL
                   SELECT c.id, 'conversation' FROM public.intake_conversation c WHERE c.report_id = p_report),
         gone AS (DELETE FROM public.vault_recordkey k USING whole w WHERE k.record = w.id)
    INSERT INTO public.vault_erasure (record, kind, erased_at, last_backup_expires_on)
    SELECT w.id, w.kind, now(), (now() AT TIME ZONE 'UTC')::date + p_backup_days FROM whole w
    ON CONFLICT (record) DO NOTHING;
    v_files := gate.clear_report(p_report);
    UPDATE public.triage_entry SET text = NULL WHERE report_id = p_report;
    DELETE FROM public.triage_filelock WHERE report_id = p_report;
    UPDATE public.triage_standing
    SET state = 'erased', merged_into_id = NULL, assigned_to_id = NULL, unread = 0, alarm_since = NULL,
        alarm_level = 0, dispose_on = NULL, disposal_warned_at = NULL, version = version + 1
    WHERE report_id = p_report;
    INSERT INTO public.triage_entry (id, report_id, kind, at, codes)
    VALUES (gen_random_uuid(), p_report, 'erased', clock_timestamp(), '{}');
    PERFORM audit.write('system', NULL, 'report.erased', 'report', p_report,
                        jsonb_build_object('files', cardinality(v_files)));
    RETURN v_files;
END $$;

-- Erases up to fifty reports whose day has come and that were announced so many days ago, each with
-- what is merged into it. Gives how many, and the files to delete. Safe to repeat.
CREATE OR REPLACE FUNCTION gate.dispose_due(p_days integer, p_backup_days integer)
RETURNS TABLE (reports bigint, files uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_root uuid;
    v_one uuid;
BEGIN
    PERFORM gate.must(p_days BETWEEN 7 AND 365, p_backup_days BETWEEN 0 AND 3660);
    reports := 0;
    files := '{}';
    FOR v_root IN
        SELECT s.report_id FROM public.triage_standing s
        WHERE s.dispose_on <= (now() AT TIME ZONE 'UTC')::date
          AND s.disposal_warned_at <= now() - make_interval(days => p_days)
          AND gate.may_end(s.report_id)
        ORDER BY s.dispose_on LIMIT 50
    LOOP
        -- Conversations first, as those take them who write; then nobody acts any more.
        PERFORM FROM public.intake_conversation c
        WHERE c.report_id IN (SELECT gate.together(v_root)) FOR UPDATE;
        PERFORM FROM public.triage_standing s
        WHERE s.report_id = v_root OR s.merged_into_id = v_root ORDER BY s.report_id FOR UPDATE;
        -- What somebody has just done comes first.
        CONTINUE WHEN NOT gate.may_end(v_root) OR NOT EXISTS (
            SELECT FROM public.triage_standing s
            WHERE s.report_id = v_root AND s.dispose_on <= (now() AT TIME ZONE 'UTC')::date
              AND s.disposal_warned_at <= now() - make_interval(days => p_days));
        FOR v_one IN SELECT gate.together(v_root) LOOP
            files := files || gate.end_report(v_one, p_backup_days);
            reports := reports + 1;
        END LOOP;
    END LOOP;
    IF reports > 0 THEN
        PERFORM pg_notify('plainsight_desk', '');
    END IF;
    RETURN NEXT;
END $$;

-- Finishes what was begun: reports whose key stands on the list of erasures while rows of theirs are
-- still there, because a person destroyed the key or a backup brought them back.
CREATE OR REPLACE FUNCTION gate.finish_erasures(p_backup_days integer)
RETURNS TABLE (reports bigint, files uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_one uuid;
BEGIN
    PERFORM gate.must(p_backup_days BETWEEN 0 AND 3660);
    reports := 0;
    files := '{}';
    FOR v_one IN
        SELECT s.report_id FROM public.vault_erasure e
        JOIN public.triage_standing s ON s.report_id = e.record
        WHERE e.kind = 'report' AND s.state <> 'erased' LIMIT 50
    LOOP
        files := files || gate.end_report(v_one, p_backup_days);
        reports := reports + 1;
    END LOOP;
    RETURN NEXT;
END $$;

-- A legal hold beats everything: under one no key is destroyed, whoever asks. Only the owner may
-- (`role` is whom the caller became, if anybody; nobody becomes who they are not): it replays a list
-- of erasures over a restored backup, whose holds are older than the list.
CREATE OR REPLACE FUNCTION gate.on_key_destroyed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF coalesce(nullif(current_setting('role'), 'none'), session_user) <> current_user
        AND EXISTS (
            SELECT FROM public.triage_standing s
            WHERE s.is_held AND s.report_id = coalesce(
                (SELECT c.report_id FROM public.intake_conversation c WHERE c.id = OLD.record), OLD.record))
    THEN
        RAISE EXCEPTION USING ERRCODE = '23001', MESSAGE = 'a legal hold lies on this record';
    END IF;
    RETURN OLD;
END $$;

CREATE OR REPLACE TRIGGER triage_key_destroyed BEFORE DELETE ON public.vault_recordkey
FOR EACH ROW EXECUTE FUNCTION gate.on_key_destroyed();
