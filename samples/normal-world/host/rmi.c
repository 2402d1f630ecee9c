#include "rmi.h"

#include "smc.h"

#define RMI_VERSION 0xC4000150
#define RMI_GRANULE_DELEGATE 0xC4000151
#define RMI_DATA_CREATE 0xC4000153
#define RMI_REALM_ACTIVATE 0xC4000157
#define RMI_REALM_CREATE 0xC4000158
#define RMI_REC_CREATE 0xC400015A
#define RMI_REC_ENTER 0xC400015C
#define RMI_RTT_CREATE 0xC400015D
#define RMI_REC_AUX_COUNT 0xC4000167
#define RMI_RTT_INIT_RIPAS 0xC4000168

/* Flag of RMI_DATA_CREATE: the contents count for the realm's initial measurement. */
#define MEASURE_CONTENT 1

static uint64_t call(struct SmcRegisters registers)
{
    smc_call(&registers);
    return registers.x[0];
}

/* The MMU is off: addresses are physical. */
static uint64_t address(const void *pointer)
{
    return (uintptr_t)pointer;
}

uint64_t rmi_version(uint64_t requested, uint64_t *implemented)
{
    struct SmcRegisters registers = {{RMI_VERSION, requested}};
    smc_call(&registers);
    *implemented = registers.x[1];
    return registers.x[0];
}

uint64_t rmi_granule_delegate(void *granule)
{
    return call((struct SmcRegisters){{RMI_GRANULE_DELEGATE, address(granule)}});
}

uint64_t rmi_realm_create(void *rd, const struct RealmParameters *parameters)
{
    return call((struct SmcRegisters){{RMI_REALM_CREATE, address(rd), address(parameters)}});
}

uint64_t rmi_realm_activate(void *rd)
{
    return call((struct SmcRegisters){{RMI_REALM_ACTIVATE, address(rd)}});
}

uint64_t rmi_rtt_create(void *rd, void *table, uint64_t ipa, uint64_t level)
{
    return call((struct SmcRegisters){{RMI_RTT_CREATE, address(rd), address(table), ipa, level}});
}

uint64_t rmi_rtt_init_ripas(void *rd, uint64_t base, uint64_t top)
{
    return call((struct SmcRegisters){{RMI_RTT_INIT_RIPAS, address(rd), base, top}});
}

uint64_t rmi_data_create(void *rd, void *granule, uint64_t ipa, const void *source)
{
    return call((struct SmcRegisters){
        {RMI_DATA_CREATE, address(rd), address(granule), ipa, address(source), MEASURE_CONTENT}});
}

uint64_t rmi_rec_aux_count(void *rd, uint64_t *count)
{
    struct SmcRegisters registers = {{RMI_REC_AUX_COUNT, address(rd)}};
    smc_call(&registers);
    *count = registers.x[1];
    return registers.x[0];
}

uint64_t rmi_rec_create(void *rd, void *rec, const struct RecParameters *parameters)
{
    return call((struct SmcRegisters){{RMI_REC_CREATE, address(rd), address(rec), address(parameters)}});
}

uint64_t rmi_rec_enter(void *rec, struct RecRun *run)
{
    return call((struct SmcRegisters){{RMI_REC_ENTER, address(rec), address(run)}});
}
