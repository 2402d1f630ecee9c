/*
 * The exception vectors of a guest that takes interrupts: an IRQ saves what a C function may change and calls
 * interrupt_taken(); everything else goes to the runtime's vectors.
 */

        .cfi_sections .debug_frame

        .macro  forward number
        .balign 128
        b       exception_vectors + 128 * \number
        .endm

        .section .text.vectors, "ax"
        .balign 2048
        .globl  interrupt_vectors
        .type   interrupt_vectors, %function
interrupt_vectors:
        .irp    number, 0, 1, 2, 3, 4
        forward \number
        .endr
        .balign 128
        b       irq                     // from the current level on its own stack pointer
        .irp    number, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
        forward \number
        .endr
        .size   interrupt_vectors, . - interrupt_vectors

        .set    FRAME_SIZE, 192

        .type   irq, %function
irq:
        sub     sp, sp, #FRAME_SIZE
        stp     x0, x1, [sp, #16]
        stp     x2, x3, [sp, #32]
        stp     x4, x5, [sp, #48]
        stp     x6, x7, [sp, #64]
        stp     x8, x9, [sp, #80]
        stp     x10, x11, [sp, #96]
        stp     x12, x13, [sp, #112]
        stp     x14, x15, [sp, #128]
        stp     x16, x17, [sp, #144]
        stp     x18, x30, [sp, #160]
        mrs     x0, elr_el1             // a frame record, so that a backtrace goes on into the interrupted function
        mrs     x1, spsr_el1
        stp     x29, x0, [sp]
        str     x1, [sp, #176]
        mov     x29, sp

        bl      interrupt_taken

        ldr     x1, [sp, #176]
        ldr     x0, [sp, #8]
        msr     spsr_el1, x1
        msr     elr_el1, x0
        ldr     x29, [sp]
        ldp     x18, x30, [sp, #160]
        ldp     x16, x17, [sp, #144]
        ldp     x14, x15, [sp, #128]
        ldp     x12, x13, [sp, #112]
        ldp     x10, x11, [sp, #96]
        ldp     x8, x9, [sp, #80]
        ldp     x6, x7, [sp, #64]
        ldp     x4, x5, [sp, #48]
        ldp     x2, x3, [sp, #32]
        ldp     x0, x1, [sp, #16]
        add     sp, sp, #FRAME_SIZE
        eret
        .size   irq, . - irq
