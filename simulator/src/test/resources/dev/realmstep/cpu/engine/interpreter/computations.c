/* Small computations whose results an independent processor confirms: see README.md. */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long u64;
typedef long s64;
typedef unsigned __int128 u128;
typedef __int128 s128;

u64 results[64];
static unsigned count;

static void report(u64 value)
{
    results[count++] = value;
}

static u64 state = 88172645463325252ul;

static u64 next(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

void *memset(void *to, int value, u64 bytes)
{
    for (u8 *p = to; bytes-- != 0;)
        *p++ = (u8)value;
    return to;
}

void *memcpy(void *to, const void *from, u64 bytes)
{
    const u8 *f = from;
    for (u8 *p = to; bytes-- != 0;)
        *p++ = *f++;
    return to;
}

static u64 length(const char *text)
{
    const char *end = text;
    while (*end)
        end++;
    return (u64)(end - text);
}

static int compare(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    return (u8)*a - (u8)*b;
}

static const char *find(const char *text, const char *word)
{
    for (; *text; text++) {
        u64 i = 0;
        while (word[i] && text[i] == word[i])
            i++;
        if (!word[i])
            return text;
    }
    return 0;
}

static void quicksort(s64 *values, long low, long high)
{
    while (low < high) {
        s64 pivot = values[(low + high) / 2];
        long i = low, j = high;
        while (i <= j) {
            while (values[i] < pivot)
                i++;
            while (values[j] > pivot)
                j--;
            if (i <= j) {
                s64 swapped = values[i];
                values[i++] = values[j];
                values[j--] = swapped;
            }
        }
        quicksort(values, low, j);
        low = i;
    }
}

static void sorting(void)
{
    static s64 values[200];
    u64 sum = 0;
    for (int i = 0; i < 200; i++)
        values[i] = (s64)next();
    quicksort(values, 0, 199);
    for (int i = 0; i < 200; i++)
        sum = sum * 31 + (u64)values[i];
    report(sum);
    report((u64)values[0]);
    report((u64)values[199]);
}

static u32 crc32(const u8 *bytes, u64 length)
{
    u32 crc = 0xffffffffu;
    while (length--) {
        crc ^= *bytes++;
        for (int i = 0; i < 8; i++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
    }
    return ~crc;
}

static u32 rotate(u32 value, int by)
{
    return value >> by | value << (32 - by);
}

static int is_prime(u32 n)
{
    for (u32 d = 2; d * d <= n; d++)
        if (n % d == 0)
            return 0;
    return 1;
}

/* Bits of the fractional part of a root: the largest r with r^power <= n * 2^(32 * power), its low word. */
static u32 fraction_of_root(u32 n, int power)
{
    u64 root = 0;
    for (int bit = 35; bit >= 0; bit--) {
        u64 candidate = root | 1ul << bit;
        u128 product = (u128)candidate * candidate;
        if (power == 2) {
            if (product <= (u128)n << 64)
                root = candidate;
        } else {
            u64 high = (u64)(product >> 64), low = (u64)product;
            u128 top = (u128)high * candidate + (((u128)low * candidate) >> 64);
            if (top < (u128)n << 32)
                root = candidate;
        }
    }
    return (u32)root;
}

static void sha256(const u8 *bytes, u64 length, u32 *digest)
{
    static u8 message[256];
    u32 constants[64];
    u64 padded = (length + 9 + 63) & ~63ul;
    u32 prime = 2;
    for (int i = 0; i < 64; i++, prime++) {
        while (!is_prime(prime))
            prime++;
        if (i < 8)
            digest[i] = fraction_of_root(prime, 2);
        constants[i] = fraction_of_root(prime, 3);
    }
    memset(message, 0, sizeof message);
    memcpy(message, bytes, length);
    message[length] = 0x80;
    for (int i = 0; i < 8; i++)
        message[padded - 1 - i] = (u8)(length * 8 >> 8 * i);
    for (u64 block = 0; block < padded; block += 64) {
        u32 w[64], s[8];
        for (int i = 0; i < 16; i++)
            w[i] = (u32)message[block + 4 * i] << 24 | (u32)message[block + 4 * i + 1] << 16
                | (u32)message[block + 4 * i + 2] << 8 | message[block + 4 * i + 3];
        for (int i = 16; i < 64; i++)
            w[i] = w[i - 16] + w[i - 7] + (rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3)
                + (rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10);
        for (int i = 0; i < 8; i++)
            s[i] = digest[i];
        for (int i = 0; i < 64; i++) {
            u32 t1 = s[7] + (rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25))
                + ((s[4] & s[5]) ^ (~s[4] & s[6])) + constants[i] + w[i];
            u32 t2 = (rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22))
                + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
            for (int j = 7; j > 0; j--)
                s[j] = s[j - 1];
            s[4] += t1;
            s[0] = t1 + t2;
        }
        for (int i = 0; i < 8; i++)
            digest[i] += s[i];
    }
}

static void checksums(void)
{
    static const char text[] = "The quick brown fox jumps over the lazy dog, and the dog does not mind.";
    u32 digest[8];
    report(crc32((const u8 *)text, length(text)));
    sha256((const u8 *)text, length(text), digest);
    for (int i = 0; i < 8; i += 2)
        report((u64)digest[i] << 32 | digest[i + 1]);
}

static void strings(void)
{
    static const char text[] = "granule protection table";
    report(length(text));
    report((u64)(s64)compare("realm", "realms"));
    report((u64)(s64)compare("root", "realm"));
    report((u64)(find(text, "protect") - text));
    report((u64)find(text, "stage"));
}

static void wide_arithmetic(void)
{
    u128 a = (u128)next() << 64 | next();
    u128 b = next();
    s128 c = -(s128)a;
    report((u64)(a * b >> 64));
    report((u64)(a * b));
    report((u64)((a + b) >> 64));
    report((u64)(a - (b << 40)));
    report((u64)(a >> 37));
    report((u64)(c >> 67));
    report((u64)(c < (s128)b) << 1 | (a < b));
}

static void division(void)
{
    static const volatile s64 values[] = {0, 1, -1, 7, -7, 0x7fffffffffffffff, -0x7fffffffffffffff - 1, 0x80000000, -0x80000000l};
    u64 sum = 0;
    for (unsigned i = 0; i < sizeof values / sizeof *values; i++)
        for (unsigned j = 1; j < sizeof values / sizeof *values; j++) {
            s64 a = values[i], b = values[j];
            s64 quotient;
            __asm__("sdiv %0, %1, %2" : "=r"(quotient) : "r"(a), "r"(b));
            sum = sum * 31 + (u64)quotient;
            sum = sum * 31 + (u64)a / (u64)b + (u64)a % (u64)b;
            int small;
            __asm__("sdiv %w0, %w1, %w2" : "=r"(small) : "r"(a), "r"(b));
            sum = sum * 31 + (u64)small;
        }
    u64 byZero;
    __asm__("udiv %0, %1, xzr" : "=r"(byZero) : "r"(sum));
    report(sum);
    report(byZero);
}

struct packet {
    u8 kind;
    u16 length;
    u32 sequence : 20;
    u32 flags : 12;
    signed char offset;
    short delta;
};

static void fields(void)
{
    struct packet packets[4];
    u64 sum = 0;
    for (int i = 0; i < 4; i++) {
        u64 random = next();
        packets[i] = (struct packet){.kind = (u8)random, .length = (u16)(random >> 8),
            .sequence = (u32)(random >> 24) & 0xfffff, .flags = (u32)(random >> 44) & 0xfff,
            .offset = (signed char)(random >> 56), .delta = (short)(random >> 30)};
    }
    for (int i = 0; i < 4; i++) {
        struct packet *p = &packets[i];
        sum = sum * 131 + p->kind + p->length + p->sequence + p->flags + (u64)p->offset + (u64)p->delta;
    }
    report(sum);
}

static u32 classify(u32 value)
{
    switch (value % 11) {
    case 0: return value * 3;
    case 1: return value ^ 0x55aa;
    case 2: return value << 5;
    case 3: return value >> 3;
    case 4: return ~value;
    case 5: return value - 99;
    case 6: return (u32)__builtin_clz(value | 1);
    case 7: return (u32)__builtin_ctz(value | 1024);
    case 8: return __builtin_bswap32(value);
    case 9: return value & 0xf0f0;
    default: return value | 0x0f0f;
    }
}

static void branches(void)
{
    u32 sum = 0;
    u64 bits = 0;
    for (u32 i = 0; i < 1000; i++) {
        sum = sum * 17 + classify((u32)next());
        bits += (u64)__builtin_clzl(next() >> (i & 63) | 1);
    }
    report(sum);
    report(bits);
}

int main(void)
{
    sorting();
    checksums();
    strings();
    wide_arithmetic();
    division();
    fields();
    branches();
    report(count);
    return 0;
}
