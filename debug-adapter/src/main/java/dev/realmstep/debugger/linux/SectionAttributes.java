package dev.realmstep.debugger.linux;

import dev.realmstep.debuginfo.type.CompositeType;
import dev.realmstep.debuginfo.value.Value;
import dev.realmstep.debuginfo.value.ValueException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files in {@code /sys/module/NAME/sections}, one for each section, as the kernel keeps them. */
final class SectionAttributes {
    /** An object file counts its sections in 16 bits. */
    private static final int MOST = 0xffff;

    private SectionAttributes() {}

    /** The addresses of a module's sections by their names. */
    static Map<String, Long> read(Value module) throws ValueException {
        if (!has(module, "sect_attrs") || module.member("sect_attrs").number() == 0) {
            return Map.of(); // A kernel without sysfs or without symbols.
        }
        Value attributes = module.member("sect_attrs").dereference();
        return has(attributes, "nsections") ? counted(attributes) : listed(attributes);
    }

    /** Before Linux 6.14: a number of elements, each with an address beside its file. */
    private static Map<String, Long> counted(Value attributes) throws ValueException {
        Map<String, Long> sections = new LinkedHashMap<>();
        long count = Math.min(attributes.member("nsections").number(), MOST);
        for (long i = 0; i < count; i++) {
            Value section = attributes.member("attrs").element(i);
            String name = KernelText.of(section.member("battr").member("attr").member("name"));
            sections.put(name, section.member("address").number());
        }
        return sections;
    }

    /** Since Linux 6.14: a list of files that ends with a null pointer; each has the address for its private data. */
    private static Map<String, Long> listed(Value attributes) throws ValueException {
        Map<String, Long> sections = new LinkedHashMap<>();
        Value files = attributes.member("grp").member("bin_attrs");
        for (long i = 0; i < MOST && files.element(i).number() != 0; i++) {
            Value file = files.element(i).dereference();
            String name = KernelText.of(file.member("attr").member("name"));
            sections.put(name, file.member("private").number());
        }
        return sections;
    }

    private static boolean has(Value structure, String member) {
        return structure.type().bare() instanceof CompositeType composite
                && composite.members().stream()
                        .anyMatch(candidate -> candidate.name().equals(member));
    }
}
