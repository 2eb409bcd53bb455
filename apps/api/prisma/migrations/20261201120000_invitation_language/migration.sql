-- In which language somebody is invited: whoever invites chooses it, and mails and page go by it, whoever has the address.
ALTER TABLE invitation ADD COLUMN language text NOT NULL DEFAULT 'nl' CHECK (language IN ('nl', 'en'));
ALTER TABLE related_person_link ADD COLUMN language text NOT NULL DEFAULT 'nl' CHECK (language IN ('nl', 'en'));
