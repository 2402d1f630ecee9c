package dev.realmstep.attestation.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ECDSA on P-384, compared with RFC 6979, appendix A.2.6. */
class SigningKeyTests {
    private static final BigInteger SECRET = new BigInteger(
            "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5", 16);
    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest
    @CsvSource({
        "sample,"
                + " 94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46,"
                + " 99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8",
        "test,"
                + " 8203B63D3C853E8D77227FB377BCF7B7B772E97892A80F36AB775D509D7A5FEB0542A7F0812998DA8F1DD3CA3CF023DB,"
                + " DDD0760448D42D8A43AF45AF836FCE4DE8BE06B485E9B61B827C2F13173923E06A739F040649A667BF3B828246BAA5A5"
    })
    void signaturesAreThoseOfTheStandard(String message, String r, String s) throws Exception {
        byte[] signed = message.getBytes(StandardCharsets.US_ASCII);
        byte[] signature = SigningKey.of(SECRET).sign(signed);
        assertThat(HEX.withUpperCase().formatHex(signature)).isEqualTo(r + s);
        assertThat(SigningKey.of(SECRET).verificationKey().verifies(SignatureAlgorithm.ES384, signed, signature))
                .isTrue();
        signed[0] ^= 1;
        assertThat(SigningKey.of(SECRET).verificationKey().verifies(SignatureAlgorithm.ES384, signed, signature))
                .isFalse();
    }

    @Test
    void thePublicHalfIsThatOfTheStandard() throws Exception {
        VerificationKey expected = VerificationKey.of(
                NamedCurve.P_384,
                HEX.parseHex(
                        "EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E06AAE5286B300C64DEF8F0EA9055866064A254515480BC13"),
                HEX.parseHex(
                        "8015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9F54CA84B3F1C9DB1288B231C3AE0D4FE7344FD2533264720"));
        assertThat(SigningKey.of(SECRET).verificationKey()).isEqualTo(expected);
    }

    @Test
    void aSeedGivesOneKey() {
        assertThat(SigningKey.fromSeed("a").verificationKey())
                .isEqualTo(SigningKey.fromSeed("a").verificationKey())
                .isNotEqualTo(SigningKey.fromSeed("b").verificationKey());
    }

    @Test
    void aSecretIsBelowTheOrderOfTheCurve() {
        BigInteger order = NamedCurve.P_384.parameters().getOrder();
        for (BigInteger secret : new BigInteger[] {BigInteger.ZERO, order, BigInteger.ONE.negate()}) {
            assertThatThrownBy(() -> SigningKey.of(secret)).isInstanceOf(MalformedMessageException.class);
        }
    }
}
