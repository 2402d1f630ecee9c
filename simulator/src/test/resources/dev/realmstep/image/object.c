/* Something of everything that an object file has to be relocated for: code and data in several sections. */

extern int elsewhere(int value);

static int counter = 1;
static const char *names[] = { "first", "second" };

static inline __attribute__((always_inline)) int counted(int by)
{
    counter += by;
    return counter;
}

__attribute__((noinline)) const char *name_of(int index)
{
    int known = elsewhere(index);

    return names[known & 1];
}

__attribute__((section(".init.text"))) int initialise(int argument)
{
    int result = counted(argument);

    if (result > 3)
        result = elsewhere(result);
    return result + (name_of(result) != 0);
}
