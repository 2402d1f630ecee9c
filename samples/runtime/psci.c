#include "psci.h"

#include "smc.h"

#define PSCI_VERSION 0x84000000
#define PSCI_CPU_OFF 0x84000002
#define PSCI_CPU_ON 0xC4000003
#define PSCI_AFFINITY_INFO 0xC4000004
#define PSCI_SYSTEM_OFF 0x84000008

uint32_t psci_version(void)
{
    struct SmcRegisters registers = {{PSCI_VERSION}};
    smc_call(&registers);
    return registers.x[0];
}

enum PsciStatus psci_cpu_on(uint64_t mpidr, uintptr_t entry, uintptr_t context)
{
    struct SmcRegisters registers = {{PSCI_CPU_ON, mpidr, entry, context}};
    smc_call(&registers);
    return registers.x[0];
}

int psci_affinity_info(uint64_t mpidr)
{
    struct SmcRegisters registers = {{PSCI_AFFINITY_INFO, mpidr, 0}};
    smc_call(&registers);
    return registers.x[0];
}

void psci_cpu_off(void)
{
    struct SmcRegisters registers = {{PSCI_CPU_OFF}};
    smc_call(&registers);
    __builtin_trap();
}

void psci_system_off(void)
{
    struct SmcRegisters registers = {{PSCI_SYSTEM_OFF}};
    smc_call(&registers);
    __builtin_trap();
}
