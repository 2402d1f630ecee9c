/*
 * Thousands of functions, each different: uint64_t f(uint64_t x, uint64_t words[64]). A function is a dozen pieces such as
 * compilers make them, chosen and given their constants by a linear congruential generator in the assembler.
 */

        .set    FUNCTIONS, 4096
        .set    PIECES, 12
        .set    seed, 1

        .macro  next_random             // the low bits of such a generator are poor: the middle ones are used
        .set    seed, (seed * 1103515245 + 12345) & 0x7fffffff
        .set    random, seed >> 12
        .endm

        /* One to eight instructions on x0 (the result so far), x1 (words) and x2 to x7. */
        .macro  piece
        next_random
        .set    kind, random & 15
        next_random
        .set    constant, random & 0xfff
        .set    offset, (random >> 3 & 63) * 8
        .set    bit, random & 63
        .if     kind == 0
        ldr     x2, [x1, #offset]
        add     x0, x0, x2
        str     x0, [x1, #offset]
        .elseif kind == 1
        cmp     x0, #constant
        b.hi    1f
        add     x0, x0, #constant
1:
        .elseif kind == 2
        tbz     x0, #bit, 1f
        eor     x0, x0, #1
        mvn     x3, x0
        add     x0, x3, x0, lsl #3
1:
        .elseif kind == 3
        mov     x4, #constant
        movk    x4, #(constant * 5), lsl #16
        madd    x0, x0, x4, x4
        .elseif kind == 4
        ubfx    x5, x0, #(bit & 31), #20
        eor     x0, x0, x5, ror #7
        .elseif kind == 5
        and     x2, x0, #0x38
        ldr     x3, [x1, x2]
        sub     x0, x0, x3
        .elseif kind == 6
        cmp     w0, #(constant & 0xff)
        csel    x6, x0, x1, ne
        cset    w7, lt
        add     x0, x0, x7
        .elseif kind == 7
        ldp     x2, x3, [x1, #(offset & 0xf0)]
        stp     x3, x2, [x1, #(offset & 0xf0)]
        eor     x0, x0, x3
        .elseif kind == 8
        mov     w5, #(constant % 7 + 2) // a short loop
1:
        eor     x0, x0, x0, ror #5
        subs    w5, w5, #1
        b.ne    1b
        .elseif kind == 9
        cbz     x0, 1f
        udiv    x6, x0, x0
        add     x0, x0, x6
1:
        .elseif kind == 10
        ldrb    w2, [x1, #(constant & 511)]
        sxtb    x3, w2
        strb    w0, [x1, #(constant & 511)]
        add     x0, x0, x3
        .elseif kind == 11
        adr     x4, 1f
        sub     x4, x4, x4
        add     x0, x0, x4
1:
        rev     x0, x0
        .elseif kind == 12
        cmp     x0, x1
        ccmp    x0, #(constant & 31), #0, ne
        cinc    x0, x0, hi
        .elseif kind == 13
        bl      helper
        .elseif kind == 14
        clz     x2, x0
        lsl     x3, x0, x2
        orr     x0, x3, #0x100
        .else
        ands    x2, x0, #0xff00
        b.eq    1f
        add     x0, x0, x2, lsr #8
        ldrh    w3, [x1, #(offset & 0x1fe)]
        adds    x0, x0, x3
        adc     x0, x0, xzr
1:
        .endif
        .endm

        .macro  function
        .pushsection .rodata.cold, "a"
        .quad   10f
        .popsection
        .balign 16
10:
        stp     x29, x30, [sp, #-16]!
        mov     x29, sp
        .rept   PIECES
        piece
        .endr
        ldp     x29, x30, [sp], #16
        ret
        .endm

        .section .rodata.cold, "a"
        .balign 8
        .globl  cold_functions
cold_functions:

        .section .text.cold, "ax"
        .balign 16
        .globl  cold_text_start
cold_text_start:
        .type   helper, %function
helper:
        add     x0, x0, x0, lsl #2
        ret
        .size   helper, . - helper

        .rept   FUNCTIONS
        function
        .endr

        .balign 16
        .globl  cold_text_end
cold_text_end:
