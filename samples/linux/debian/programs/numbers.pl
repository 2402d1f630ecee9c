# Perl's numbers, hashes and regular expressions.
use strict;
use warnings;

my $state = 42;
sub next_number {
    $state = ($state * 69069 + 1) % 4294967296;
    return $state;
}

my ($sum, %seen) = (0);
for my $n (1 .. 20000) {
    my $number = next_number();
    $sum += sin($number) * sqrt($n) + log($number + 1);
    $seen{ $number % 997 }++;
}
printf "%.17g %d %s\n", $sum, scalar(keys %seen), join(",", map { "$_=$seen{$_}" } (sort { $a <=> $b } keys %seen)[0 .. 9]);
my $text = join " ", map { sprintf "%x", next_number() } 1 .. 5000;
my $pairs = () = $text =~ /([0-9a-f])\1/g;
printf "%d %s %.17g\n", $pairs, unpack("%32C*", $text), atan2(1, 1) * 4;
print pack("d>", 1 / 3) eq reverse(pack("d<", 1 / 3)) ? "swapped\n" : "not swapped\n";
