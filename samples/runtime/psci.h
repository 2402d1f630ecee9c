/* The Power State Coordination Interface, as the Realm Management Monitor offers it to a realm. */
#pragma once

#include <stdint.h>

enum PsciStatus {
    PSCI_SUCCESS = 0,
    PSCI_NOT_SUPPORTED = -1,
    PSCI_INVALID_PARAMETERS = -2,
    PSCI_DENIED = -3,
    PSCI_ALREADY_ON = -4,
    PSCI_ON_PENDING = -5,
    PSCI_INVALID_ADDRESS = -9,
};

/* What AFFINITY_INFO says of a vCPU. */
enum PsciAffinity {
    PSCI_AFFINITY_ON = 0,
    PSCI_AFFINITY_OFF = 1,
    PSCI_AFFINITY_ON_PENDING = 2,
};

/* Major version in bits 31:16, minor below. */
uint32_t psci_version(void);

/* Starts vCPU `mpidr` at the physical address `entry` with x0 = `context`. */
enum PsciStatus psci_cpu_on(uint64_t mpidr, uintptr_t entry, uintptr_t context);

/* One of enum PsciAffinity, or a negative enum PsciStatus. */
int psci_affinity_info(uint64_t mpidr);

_Noreturn void psci_cpu_off(void);

_Noreturn void psci_system_off(void);
