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

-- Gives the addresses of those who want to be told and have something to read: a reply in a report
-- of theirs, or a report of their team that nobody has opened.
CREATE OR REPLACE FUNCTION gate.who_has_to_read() RETURNS TABLE (address text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT o.email FROM public.people_officer o
    WHERE o.is_active AND o.is_told_by_email AND o.email <> '' AND EXISTS (
        SELECT FROM public.triage_standing s
        JOIN public.people_teamkey k ON k.team_key = s.team_key
        JOIN public.people_membership m ON m.team_id = k.team_id AND m.officer_id = o.id
            AND m.role IN ('triage_officer', 'supervisor')
        WHERE (s.state = 'new' OR (s.assigned_to_id = o.id AND s.unread > 0)) AND s.mark = ''
            AND NOT EXISTS (SELECT FROM public.people_exclusion e
                            WHERE e.officer_id = o.id AND e.kind = 'report'
                              AND e.record = s.report_id))
$$;
