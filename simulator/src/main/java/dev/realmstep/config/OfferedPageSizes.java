package dev.realmstep.config;

import dev.realmstep.image.PageSize;
import java.util.Set;

/** The page sizes that a guest can use here, which are those of the processors' identification registers. */
public final class OfferedPageSizes {
    public static final Set<PageSize> ALL = Set.of(PageSize.FOUR_KIB);

    private OfferedPageSizes() {}
}
