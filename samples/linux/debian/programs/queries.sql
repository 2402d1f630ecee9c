-- Tables, indices, joins, window functions and arithmetic; the numbers come from a generator in SQL itself.
create table numbers (n integer primary key, seed integer, value real, word text);
with recursive generated (n, seed) as (
    select 1, 12345
    union all
    select n + 1, (seed * 1103515245 + 12345) % 2147483648 from generated where n < 20000
)
insert into numbers
select n, seed, (seed - 1073741824) / 1000003.0, printf('%08x', seed) from generated;
create index by_word on numbers (word);
create index by_value on numbers (value);

select count(*), sum(seed), printf('%.17g', avg(value)), printf('%.17g', sum(value * value)) from numbers;
select word, count(*) from (select substr(word, 1, 1) as word from numbers) group by word order by word;
select printf('%.17g', max(value)), printf('%.17g', min(value)) from numbers where word like '4%';
select n, printf('%.17g', value), rank() over (order by value) from numbers where n % 1999 = 0 order by n;
select count(*) from numbers a join numbers b on a.n = b.seed % 20000 where a.word < b.word;
select printf('%.17g', sum(sqrt(abs(value)) + sin(value) + exp(value / 2000) + ln(abs(value) + 1))) from numbers;
select json_group_array(json_object('n', n, 'word', word)) from numbers where n < 5;
select hex(zeroblob(4)), upper('realm'), replace('granule', 'n', 'N'), date('2026-01-01', '+59 days'), 7 / 2, -7 % 3;
update numbers set value = value / 3 where seed % 2 = 0;
delete from numbers where n % 3 = 0;
select count(*), printf('%.17g', total(value)) from numbers;
vacuum;
pragma integrity_check;
