/*
 * The exception vectors. Each saves a struct ExceptionFrame (exception.h), hands it to exception_taken() and, should
 * that return, resumes where the frame now says.
 */

        .set    FRAME_SIZE, 288
        .set    FRAME_X, 16             // x0 to x30, after the frame record
        .set    FRAME_SPSR, 264
        .set    FRAME_ESR, 272
        .set    FRAME_FAR, 280

        /* One of the 16 entries, 128 bytes apart (Arm ARM, "Exception vectors"). */
        .macro  vector number
        .balign 128
        sub     sp, sp, #FRAME_SIZE
        stp     x0, x1, [sp, #FRAME_X]
        mov     x1, #\number
        b       save_and_dispatch
        .endm

        .section .text.vectors, "ax"
        .balign 2048
        .globl  exception_vectors
        .type   exception_vectors, %function
exception_vectors:
        .irp    number, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
        vector  \number
        .endr
        .size   exception_vectors, . - exception_vectors

        .type   save_and_dispatch, %function
save_and_dispatch:
        stp     x2, x3, [sp, #FRAME_X + 16]
        stp     x4, x5, [sp, #FRAME_X + 32]
        stp     x6, x7, [sp, #FRAME_X + 48]
        stp     x8, x9, [sp, #FRAME_X + 64]
        stp     x10, x11, [sp, #FRAME_X + 80]
        stp     x12, x13, [sp, #FRAME_X + 96]
        stp     x14, x15, [sp, #FRAME_X + 112]
        stp     x16, x17, [sp, #FRAME_X + 128]
        stp     x18, x19, [sp, #FRAME_X + 144]
        stp     x20, x21, [sp, #FRAME_X + 160]
        stp     x22, x23, [sp, #FRAME_X + 176]
        stp     x24, x25, [sp, #FRAME_X + 192]
        stp     x26, x27, [sp, #FRAME_X + 208]
        stp     x28, x29, [sp, #FRAME_X + 224]
        str     x30, [sp, #FRAME_X + 240]
        mrs     x2, spsr_el1
        mrs     x3, esr_el1
        mrs     x4, far_el1
        str     x2, [sp, #FRAME_SPSR]
        stp     x3, x4, [sp, #FRAME_ESR]

        mrs     x2, elr_el1             // a frame record, so that a backtrace goes on into the interrupted function
        stp     x29, x2, [sp]
        mov     x29, sp

        mov     x0, sp
        bl      exception_taken

        ldr     x2, [sp, #8]
        ldr     x3, [sp, #FRAME_SPSR]
        msr     elr_el1, x2
        msr     spsr_el1, x3
        ldp     x2, x3, [sp, #FRAME_X + 16]
        ldp     x4, x5, [sp, #FRAME_X + 32]
        ldp     x6, x7, [sp, #FRAME_X + 48]
        ldp     x8, x9, [sp, #FRAME_X + 64]
        ldp     x10, x11, [sp, #FRAME_X + 80]
        ldp     x12, x13, [sp, #FRAME_X + 96]
        ldp     x14, x15, [sp, #FRAME_X + 112]
        ldp     x16, x17, [sp, #FRAME_X + 128]
        ldp     x18, x19, [sp, #FRAME_X + 144]
        ldp     x20, x21, [sp, #FRAME_X + 160]
        ldp     x22, x23, [sp, #FRAME_X + 176]
        ldp     x24, x25, [sp, #FRAME_X + 192]
        ldp     x26, x27, [sp, #FRAME_X + 208]
        ldp     x28, x29, [sp, #FRAME_X + 224]
        ldr     x30, [sp, #FRAME_X + 240]
        ldp     x0, x1, [sp, #FRAME_X]
        add     sp, sp, #FRAME_SIZE
        eret
        .size   save_and_dispatch, . - save_and_dispatch
