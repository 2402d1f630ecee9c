/*
 * Floating point as the C library and the compiler make it: its functions in all rounding modes, single and double and
 * quadruple precision, conversions to text and back, exceptions, and three small numerical methods. All digits that count
 * are printed, so that a difference in the last bit of a result is one in the output.
 */

#include <complex.h>
#include <fenv.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    const char *name;
    double (*of)(double);
} unary[] = {
    {"sin", sin},     {"cos", cos},     {"tan", tan},       {"asin", asin},   {"acos", acos},   {"atan", atan},
    {"sinh", sinh},   {"cosh", cosh},   {"tanh", tanh},     {"asinh", asinh}, {"acosh", acosh}, {"atanh", atanh},
    {"exp", exp},     {"exp2", exp2},   {"expm1", expm1},   {"log", log},     {"log2", log2},   {"log10", log10},
    {"log1p", log1p}, {"sqrt", sqrt},   {"cbrt", cbrt},     {"erf", erf},     {"erfc", erfc},   {"tgamma", tgamma},
    {"lgamma", lgamma}, {"floor", floor}, {"ceil", ceil},   {"trunc", trunc}, {"round", round}, {"rint", rint},
    {"logb", logb},   {"j0", j0},       {"y1", y1},
};

static const struct {
    const char *name;
    float (*of)(float);
} single[] = {
    {"sinf", sinf}, {"cosf", cosf}, {"tanf", tanf}, {"expf", expf}, {"logf", logf}, {"sqrtf", sqrtf}, {"cbrtf", cbrtf},
    {"tgammaf", tgammaf}, {"rintf", rintf},
};

static const struct {
    const char *name;
    double (*of)(double, double);
} binary[] = {
    {"pow", pow}, {"atan2", atan2}, {"hypot", hypot}, {"fmod", fmod}, {"remainder", remainder}, {"nextafter", nextafter},
    {"fdim", fdim}, {"fmax", fmax}, {"fmin", fmin}, {"copysign", copysign},
};

static const struct {
    const char *name;
    int mode;
} roundings[] = {
    {"to nearest", FE_TONEAREST},
    {"upward", FE_UPWARD},
    {"downward", FE_DOWNWARD},
    {"toward zero", FE_TOWARDZERO},
};

static const double special[] = {
    0.0, -0.0, 1.0, -1.0, 0.5, 2.5, -1.5, 1e-320, -4.9e-324, 1e308, 1e22, 0x1p53, 3.5e-9, INFINITY, -INFINITY, NAN,
};

/* The state of a linear congruential generator: the same numbers everywhere. */
static uint64_t state = 1;

static double next(double low, double high)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return low + (high - low) * (double)(state >> 11) * 0x1p-53;
}

/* The sign of a NaN that an operation makes is its maker's choice; what counts is that it is one. */
static void print(double value)
{
    if (isnan(value)) {
        printf(" nan");
    } else {
        printf(" %a", value);
    }
}

static void functions(void)
{
    for (size_t f = 0; f < COUNT(unary); f++) {
        printf("%s:", unary[f].name);
        for (size_t n = 0; n < COUNT(special); n++) {
            print(unary[f].of(special[n]));
        }
        for (int n = 0; n < 50; n++) {
            print(unary[f].of(next(-20, 20)));
        }
        putchar('\n');
    }
    for (size_t f = 0; f < COUNT(single); f++) {
        printf("%s:", single[f].name);
        for (int n = 0; n < 50; n++) {
            print(single[f].of((float)next(-20, 20)));
        }
        putchar('\n');
    }
    for (size_t f = 0; f < COUNT(binary); f++) {
        printf("%s:", binary[f].name);
        for (size_t n = 0; n < COUNT(special); n++) {
            print(binary[f].of(special[n], special[(n * 7 + 3) % COUNT(special)]));
        }
        for (int n = 0; n < 50; n++) {
            print(binary[f].of(next(-20, 20), next(-5, 5)));
        }
        putchar('\n');
    }
}

static void exceptions(void)
{
    volatile double zero = 0;
    volatile double one = 1;
    volatile double tiny = 1e-308;
    volatile double large = 1e308;
    volatile double result;
    feclearexcept(FE_ALL_EXCEPT);
    result = one / zero;
    printf("1/0: %x", fetestexcept(FE_ALL_EXCEPT));
    feclearexcept(FE_ALL_EXCEPT);
    result = zero / zero;
    printf(" 0/0: %x", fetestexcept(FE_ALL_EXCEPT));
    feclearexcept(FE_ALL_EXCEPT);
    result = large * large;
    printf(" overflow: %x", fetestexcept(FE_ALL_EXCEPT));
    feclearexcept(FE_ALL_EXCEPT);
    result = tiny * tiny;
    printf(" underflow: %x", fetestexcept(FE_ALL_EXCEPT));
    feclearexcept(FE_ALL_EXCEPT);
    result = one / 3;
    printf(" 1/3: %x\n", fetestexcept(FE_ALL_EXCEPT));
    (void)result;
}

static void conversions(void)
{
    static const char *const texts[] = {
        "1.7976931348623157e308", "4.9e-324", "2.2250738585072011e-308", "0.1", "1e23", "9007199254740993", "-0x1.8p-1074",
    };
    for (size_t n = 0; n < COUNT(texts); n++) {
        double value = strtod(texts[n], NULL);
        printf("%s: %.17g %a %.9g %ld\n", texts[n], value, value, (double)(float)value, lrint(fmod(value, 1e9)));
    }
    long double third = 1.0L / 3;
    printf("%.33Lg %.33Lg %.33Lg\n", third, sqrtl(2), expl(1));
}

/* Multiplication of matrices: what compilers make vectors of. */
static void matrices(void)
{
    enum { SIZE = 64 };
    static double a[SIZE][SIZE], b[SIZE][SIZE], c[SIZE][SIZE];
    for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
            a[i][j] = next(-1, 1);
            b[i][j] = next(-1, 1);
        }
    }
    for (int i = 0; i < SIZE; i++) {
        for (int k = 0; k < SIZE; k++) {
            for (int j = 0; j < SIZE; j++) {
                c[i][j] += a[i][k] * b[k][j];
            }
        }
    }
    double trace = 0;
    for (int i = 0; i < SIZE; i++) {
        trace += c[i][i];
    }
    printf("trace of a product: %a\n", trace);
}

/* The Fourier transform and back. */
static void transform(double complex *values, int count, int sign)
{
    if (count == 1) {
        return;
    }
    double complex even[count / 2], odd[count / 2];
    for (int n = 0; n < count / 2; n++) {
        even[n] = values[2 * n];
        odd[n] = values[2 * n + 1];
    }
    transform(even, count / 2, sign);
    transform(odd, count / 2, sign);
    for (int n = 0; n < count / 2; n++) {
        double complex turned = cexp(sign * 2 * M_PI * I * n / count) * odd[n];
        values[n] = even[n] + turned;
        values[n + count / 2] = even[n] - turned;
    }
}

static void fourier(void)
{
    enum { COUNT_OF_VALUES = 256 };
    double complex values[COUNT_OF_VALUES];
    for (int n = 0; n < COUNT_OF_VALUES; n++) {
        values[n] = next(-1, 1) + next(-1, 1) * I;
    }
    double complex first = values[1];
    transform(values, COUNT_OF_VALUES, -1);
    printf("transformed: %a %a\n", creal(values[1]), cimag(values[1]));
    transform(values, COUNT_OF_VALUES, 1);
    printf("and back: %a %a\n", creal(values[1] / COUNT_OF_VALUES - first), cimag(values[1] / COUNT_OF_VALUES - first));
}

/* Three bodies that attract one another: errors in the last bit grow. */
static void bodies(void)
{
    double position[3][2] = {{1, 0}, {-0.5, 0.8}, {-0.4, -0.9}};
    double velocity[3][2] = {{0, 0.6}, {-0.5, -0.3}, {0.5, -0.3}};
    for (int step = 0; step < 20000; step++) {
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double x = position[j][0] - position[i][0];
                double y = position[j][1] - position[i][1];
                double distance = sqrt(x * x + y * y + 0.01);
                velocity[i][0] += 0.001 * x / (distance * distance * distance);
                velocity[i][1] += 0.001 * y / (distance * distance * distance);
            }
        }
        for (int i = 0; i < 3; i++) {
            position[i][0] += 0.001 * velocity[i][0];
            position[i][1] += 0.001 * velocity[i][1];
        }
    }
    printf("three bodies: %a %a %a\n", position[0][0], position[1][1], velocity[2][0]);
}

int main(void)
{
    for (size_t n = 0; n < COUNT(roundings); n++) {
        fesetround(roundings[n].mode);
        printf("rounding %s\n", roundings[n].name);
        functions();
        exceptions();
        conversions();
    }
    fesetround(FE_TONEAREST);
    matrices();
    fourier();
    bodies();
    return 0;
}
