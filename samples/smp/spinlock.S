        .cfi_sections .debug_frame

        .text
        .globl  spinlock_acquire
        .type   spinlock_acquire, %function
spinlock_acquire:
        .cfi_startproc
        mov     w2, #1
        sevl                            // the first WFE falls through
1:
        wfe
        ldaxr   w1, [x0]
        cbnz    w1, 1b
        stxr    w1, w2, [x0]
        cbnz    w1, 2f
        ret
2:
        sevl                            // lost the monitor, not the lock: try at once
        b       1b
        .cfi_endproc
        .size   spinlock_acquire, . - spinlock_acquire

        .globl  spinlock_release
        .type   spinlock_release, %function
spinlock_release:
        .cfi_startproc
        stlr    wzr, [x0]
        dsb     ishst                   // the store is seen before the event
        sev
        ret
        .cfi_endproc
        .size   spinlock_release, . - spinlock_release
