-- What the worker may do about alarms: it sees no report, no flag and no name, only to whom to write.

-- Lets every page look again once a report has alarmed for two minutes. Says how many there are.
CREATE OR REPLACE FUNCTION gate.ring_alarms() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_rung bigint;
BEGIN
    UPDATE public.triage_standing SET alarm_level = 1
    WHERE alarm_since <= now() - interval '2 minutes' AND alarm_level = 0;
    GET DIAGNOSTICS v_rung = ROW_COUNT;
    IF v_rung > 0 THEN
        PERFORM pg_notify('plainsight_desk', '');
    END IF;
    RETURN v_rung;
END $$;

-- Gives which reports nobody has opened for five minutes, and each address of a supervisor of their
-- team who wants to be told; NULL where there is none. Until `alarm_was_told` it gives them again.
CREATE OR REPLACE FUNCTION gate.supervisors_to_tell() RETURNS TABLE (report uuid, address text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.report_id, o.email
    FROM public.triage_standing s
    LEFT JOIN public.people_teamkey k ON k.team_key = s.team_key
    LEFT JOIN public.people_membership m ON m.team_id = k.team_id AND m.role = 'supervisor'
    LEFT JOIN public.people_officer o ON o.id = m.officer_id AND o.is_active
        AND o.is_told_by_email AND o.email <> ''
        AND NOT EXISTS (SELECT FROM public.people_exclusion e
                        WHERE e.officer_id = o.id AND e.kind = 'report' AND e.record = s.report_id)
    WHERE s.alarm_since <= now() - interval '5 minutes' AND s.alarm_level < 2
$$;

-- Notes that the supervisors were told of these; one that alarms no longer, or not yet, is left.
CREATE OR REPLACE FUNCTION gate.alarm_was_told(p_reports uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.triage_standing SET alarm_level = 2
    WHERE report_id = ANY (p_reports) AND alarm_since <= now() - interval '5 minutes';
    PERFORM pg_notify('plainsight_desk', '');
END $$;

-- Says whether at a moment nobody is on duty in a team who could unlock its reports. A team without
-- a shift within a week keeps no rota, and is not judged by one. Nobody may call this.
CREATE OR REPLACE FUNCTION gate.is_uncovered(p_team uuid, p_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.people_shift s WHERE s.team_id = p_team AND s.duty = 'desk'
            AND s.ends_at > p_at - interval '7 days' AND s.begins_at < p_at + interval '7 days')
    AND NOT EXISTS (
        SELECT FROM public.people_shift s
        JOIN public.people_officer o ON o.id = s.officer_id AND o.is_active
        JOIN public.people_teamkey k ON k.team_id = s.team_id
        JOIN public.vault_teampublic t ON t.id = k.team_key AND t.state = 'current'
        JOIN public.vault_admission a ON a.team_key_id = t.id AND a.holder = o.id
            AND a.removed_at IS NULL
        WHERE s.team_id = p_team AND s.duty = 'desk' AND s.begins_at <= p_at AND s.ends_at > p_at)
$$;

-- Gives the addresses of supervisors whose team has come, with this minute, to a shift on which
-- nobody can unlock. Whoever misses it (the worker was away) is told with the next notices.
CREATE OR REPLACE FUNCTION gate.supervisors_of_uncovered() RETURNS TABLE (address text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT DISTINCT o.email FROM public.people_membership m
    JOIN public.people_officer o ON o.id = m.officer_id AND o.is_active
        AND o.is_told_by_email AND o.email <> ''
    WHERE m.role = 'supervisor' AND gate.is_uncovered(m.team_id, date_trunc('minute', now()))
        AND NOT gate.is_uncovered(m.team_id, date_trunc('minute', now()) - interval '1 minute')
$$;

-- Gives the addresses of those who want to be told and have something to read: a reply in a report
-- of theirs, a report of their team that nobody has opened, or for a supervisor a desk that nobody
-- can unlock.
CREATE OR REPLACE FUNCTION gate.who_has_to_read() RETURNS TABLE (address text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT o.email FROM public.people_officer o
    WHERE o.is_active AND o.is_told_by_email AND o.email <> '' AND (EXISTS (
        SELECT FROM public.people_membership m WHERE m.officer_id = o.id
            AND m.role = 'supervisor' AND gate.is_uncovered(m.team_id, now()))
    OR EXISTS (
        SELECT FROM public.triage_standing s
        JOIN public.people_teamkey k ON k.team_key = s.team_key
        JOIN public.people_membership m ON m.team_id = k.team_id AND m.officer_id = o.id
            AND m.role IN ('triage_officer', 'supervisor')
        WHERE (s.state = 'new' OR (s.assigned_to_id = o.id AND s.unread > 0)) AND s.mark = ''
            AND NOT EXISTS (SELECT FROM public.people_exclusion e
                            WHERE e.officer_id = o.id AND e.kind = 'report'
                              AND e.record = s.report_id)))
$$;
