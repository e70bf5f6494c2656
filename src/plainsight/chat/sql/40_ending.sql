-- How chats end, what becomes of them, and what the worker sees to.

-- Counts one thing of a day: arrived, answered, abandoned, wait (bucket: minutes up to), length, ended.
CREATE OR REPLACE FUNCTION gate.count_chat(p_language text, p_measure text, p_bucket text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO public.chat_count AS c (day, hour, language, measure, bucket, number)
    SELECT t.local::date, extract(hour FROM t.local), p_language, p_measure, p_bucket, 1
    FROM (SELECT now() AT TIME ZONE 'Europe/London' AS local) AS t
    ON CONFLICT ON CONSTRAINT chat_count_once DO UPDATE SET number = c.number + 1
$$;

-- The bucket of a time: the first of these minutes that it does not pass.
CREATE OR REPLACE FUNCTION gate.minutes_bucket(p_time interval) RETURNS text
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(min(b)::text, 'more') FROM unnest(ARRAY[1, 2, 5, 10, 20, 40, 60]) AS b
    WHERE p_time <= make_interval(mins => b)
$$;

CREATE OR REPLACE FUNCTION gate.on_chat() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM gate.count_chat(NEW.language, 'arrived', '');
    ELSIF NEW.accepted_at IS NOT NULL AND OLD.accepted_at IS NULL THEN
        PERFORM gate.count_chat(NEW.language, 'wait', gate.minutes_bucket(NEW.accepted_at - NEW.arrived_at));
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER chat_counted AFTER INSERT OR UPDATE OF accepted_at ON public.chat_chat
FOR EACH ROW EXECUTE FUNCTION gate.on_chat();

-- Ends a chat, once; what is left of it knows hours only. The desk, the worker and the gates call it.
CREATE OR REPLACE FUNCTION gate.end_chat(p_conversation uuid, p_by text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v record;
BEGIN
    PERFORM gate.must(p_by IN ('visitor', 'operator', 'supervisor', 'idle', 'stop', 'abandoned', 'report'));
    PERFORM FROM public.intake_conversation o WHERE o.id = p_conversation FOR UPDATE;
    SELECT c.language, c.accepted_at, now() - c.accepted_at AS length, c.left_at INTO v
    FROM public.chat_chat c WHERE c.conversation_id = p_conversation AND c.state <> 'ended' FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE public.chat_chat c
    SET state = 'ended', ended_by = p_by, ended_at = date_trunc('hour', now()), unsent = NULL,
        left_at = NULL, warned_at = NULL, offered_to = NULL, operator_seen_at = NULL,
        arrived_at = date_trunc('hour', c.arrived_at), accepted_at = date_trunc('hour', c.accepted_at),
        visitor_seen_at = date_trunc('hour', now()), said_at = date_trunc('hour', now())
    WHERE c.conversation_id = p_conversation;
    UPDATE public.chat_interpreter i SET left_at = now(), wrap = NULL
    WHERE i.chat_id = p_conversation AND i.left_at IS NULL;
    PERFORM gate.chat_event(p_conversation, 'ended_' || p_by);
    PERFORM gate.count_chat(v.language, 'ended', p_by);
    IF v.accepted_at IS NULL THEN
        PERFORM gate.count_chat(v.language, 'abandoned', '');
    ELSE
        PERFORM gate.count_chat(v.language, 'length', gate.minutes_bucket(v.length));
    END IF;
    PERFORM pg_notify('plainsight_desk', '');
    RETURN true;
END $$;

-- Makes the report that was sealed when the chat began, with the chat's log as its conversation.
-- Safe to repeat; gives the reference, or NULL when there is no such chat.
CREATE OR REPLACE FUNCTION gate.report_chat(p_conversation uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v public.chat_chat;
    v_reference text;
BEGIN
    PERFORM FROM public.intake_conversation o WHERE o.id = p_conversation FOR UPDATE;
    SELECT c.* INTO v FROM public.chat_chat c WHERE c.conversation_id = p_conversation FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT r.reference INTO v_reference FROM public.intake_report r WHERE r.id = v.report;
    IF FOUND THEN
        RETURN v_reference;
    END IF;
    UPDATE public.intake_conversation SET report_id = v.report WHERE id = p_conversation;
    LOOP
        v_reference := gate.new_reference();
        INSERT INTO public.intake_report AS r
            (id, reference, received_hour, channel, danger_now, under_18, about_me, language, team_key, body)
        VALUES (v.report, v_reference, date_trunc('hour', v.arrived_at), 'chat',
                v.danger_now, v.under_18, v.about_me, v.language, v.team_key, v.prepared)
        ON CONFLICT ON CONSTRAINT intake_report_reference DO NOTHING;
        EXIT WHEN FOUND;
    END LOOP;
    UPDATE public.chat_chat SET prepared = '' WHERE conversation_id = p_conversation;
    PERFORM gate.chat_event(p_conversation, 'report');
    PERFORM audit.write('system', NULL, 'chat.reported', 'report', v.report, '{}'::jsonb);
    PERFORM pg_notify('plainsight_desk', '');
    RETURN v_reference;
END $$;

-- What time does to chats, every few seconds: lines that are gone, silence, waits that are too long.
-- Nobody's key is needed. Gives how many it touched.
CREATE OR REPLACE FUNCTION gate.sweep_chats() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v record;
    v_touched integer := 0;
BEGIN
    FOR v IN
        SELECT c.conversation_id AS id, CASE
            WHEN c.left_at < now() - gate.chat_life('place kept') THEN 'abandoned'
            WHEN c.state = 'waiting' AND c.arrived_at < now() - gate.chat_life('longest wait') THEN 'report'
            WHEN c.said_at < now() - gate.chat_life('idle end') AND c.state <> 'waiting' THEN 'idle'
            WHEN c.left_at IS NULL AND c.visitor_seen_at < now() - gate.chat_life('visitor line') THEN 'left'
            WHEN c.state = 'open' AND c.operator_seen_at < now() - gate.chat_life('operator line') THEN 'paused'
            WHEN c.state = 'open' AND c.warned_at IS NULL AND c.said_at < now() - gate.chat_life('idle') THEN 'warned'
        END AS what
        FROM public.chat_chat c JOIN public.intake_conversation o ON o.id = c.conversation_id
        WHERE c.state <> 'ended' FOR UPDATE OF o SKIP LOCKED
    LOOP
        CONTINUE WHEN v.what IS NULL;
        v_touched := v_touched + 1;
        IF v.what IN ('abandoned', 'idle', 'report') THEN
            PERFORM gate.end_chat(v.id, v.what);
            PERFORM gate.report_chat(v.id);
        ELSIF v.what = 'left' THEN
            UPDATE public.chat_chat SET left_at = now() WHERE conversation_id = v.id;
            PERFORM gate.chat_event(v.id, 'left');
        ELSIF v.what = 'paused' THEN
            UPDATE public.chat_chat SET state = 'paused' WHERE conversation_id = v.id;
            PERFORM gate.chat_event(v.id, 'paused');
        ELSE
            UPDATE public.chat_chat SET warned_at = now() WHERE conversation_id = v.id;
            PERFORM gate.chat_event(v.id, 'idle');
        END IF;
        PERFORM pg_notify('plainsight_desk', '');
    END LOOP;
    RETURN v_touched;
END $$;

-- Throws away what is due: chats that became no report, unless they are held; yesterday's keys and the
-- hashes that they made; old counts. Gives how many chats went. The keys go onto the list of erasures:
-- so they are swept from the table's file, and erased again after a restore.
DROP FUNCTION IF EXISTS gate.purge_chats();
CREATE OR REPLACE FUNCTION gate.purge_chats(p_backup_days integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v record;
    v_gone integer := 0;
BEGIN
    PERFORM gate.must(p_backup_days BETWEEN 0 AND 3660);
    DELETE FROM public.chat_daykey d WHERE d.day < (now() AT TIME ZONE 'UTC')::date;
    UPDATE public.chat_chat c SET network = NULL
    WHERE c.network IS NOT NULL AND c.arrived_at < date_trunc('day', now(), 'UTC');
    DELETE FROM public.chat_block b WHERE b.until <= now();
    DELETE FROM public.chat_count c WHERE c.day < now() - gate.chat_life('counts');
    FOR v IN
        SELECT c.conversation_id AS id, c.report
        FROM public.chat_chat c JOIN public.intake_conversation o ON o.id = c.conversation_id
        WHERE c.state = 'ended' AND NOT c.is_held AND o.report_id IS NULL
          AND c.ended_at < now() - gate.chat_life('kept') FOR UPDATE OF o SKIP LOCKED
    LOOP
        WITH gone AS (DELETE FROM public.vault_recordkey k WHERE k.record IN (v.id, v.report)
                      RETURNING k.record, k.kind)
        INSERT INTO public.vault_erasure (record, kind, erased_at, last_backup_expires_on)
        SELECT g.record, g.kind, now(), (now() AT TIME ZONE 'UTC')::date + p_backup_days FROM gone g
        ON CONFLICT (record) DO NOTHING;
        DELETE FROM public.chat_note n WHERE n.chat_id = v.id;
        DELETE FROM public.chat_interpreter i WHERE i.chat_id = v.id;
        DELETE FROM public.chat_chat c WHERE c.conversation_id = v.id;
        DELETE FROM public.intake_attachment a WHERE a.conversation_id = v.id;
        DELETE FROM public.intake_returncode r WHERE r.conversation_id = v.id;
        DELETE FROM public.intake_message m WHERE m.conversation_id = v.id;
        DELETE FROM public.intake_conversation o WHERE o.id = v.id;
        PERFORM audit.write('system', NULL, 'chat.purged', 'conversation', v.id, '{}'::jsonb);
        v_gone := v_gone + 1;
    END LOOP;
    RETURN v_gone;
END $$;
