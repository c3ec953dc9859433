-- What a tax is called in other languages than its place's own. The name stays what tells the rates of a place apart.
alter table pricing.tax_rate add column names jsonb not null default '{}' check (jsonb_typeof(names) = 'object');
