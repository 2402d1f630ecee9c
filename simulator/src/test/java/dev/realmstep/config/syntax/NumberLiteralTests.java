package dev.realmstep.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberLiteralTests {
    @Test
    void numbersHaveBasesSeparatorsAndSuffixes() {
        assertThat(NumberLiteral.parse("0")).hasValue(0);
        assertThat(NumberLiteral.parse("1_000")).hasValue(1000);
        assertThat(NumberLiteral.parse("0x8000_0000")).hasValue(2147483648L);
        assertThat(NumberLiteral.parse("0XfF")).hasValue(255);
        assertThat(NumberLiteral.parse("4K")).hasValue(4096);
        assertThat(NumberLiteral.parse("256M")).hasValue(268435456);
        assertThat(NumberLiteral.parse("2G")).hasValue(2147483648L);
        assertThat(NumberLiteral.parse("0x7fffffffffffffff")).hasValue(Long.MAX_VALUE);
    }

    @Test
    void whatIsNoNumberHasNoValue() {
        for (String text : new String[] {
            "0x",
            "0x_1",
            "1_",
            "12q",
            "K",
            "0x8000000000000000",
            "9223372036854775808",
            "8589934592G",
            "1e3",
            "0x1G",
            "1_K"
        }) {
            assertThat(NumberLiteral.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void numbersAreWrittenAsTheLanguageReadsThem() {
        assertThat(NumberLiteral.hex(0x1_0900_0000L)).isEqualTo("0x1_0900_0000");
        assertThat(NumberLiteral.hex(0x1000)).isEqualTo("0x1000");
        assertThat(NumberLiteral.hex(0)).isEqualTo("0x0");
        assertThat(NumberLiteral.size(256 << 20)).isEqualTo("256M");
        assertThat(NumberLiteral.size(0x1800)).isEqualTo("6K");
        assertThat(NumberLiteral.size(100)).isEqualTo("100");
    }
}
