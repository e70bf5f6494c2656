-- Adds one to what is known of a page on this day. There is nothing else to give: no person, no
-- address, no time. It waits for nobody longer than a page may be late for it.
CREATE OR REPLACE FUNCTION gate.count_page(p_page text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET lock_timeout = '250ms' AS $$
BEGIN
    PERFORM gate.must(gate.is_page(p_page));
    INSERT INTO public.feedback_pagecount AS known (day, page, number)
    VALUES ((now() AT TIME ZONE 'UTC')::date, p_page, 1)
    ON CONFLICT (day, page) DO UPDATE SET number = known.number + 1;
END $$;
