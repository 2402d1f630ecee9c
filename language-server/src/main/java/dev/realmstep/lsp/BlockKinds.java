package dev.realmstep.lsp;

import dev.realmstep.config.Keyword;
import dev.realmstep.config.MachineProperty;
import dev.realmstep.config.Property;
import dev.realmstep.config.RealmProperty;
import dev.realmstep.config.syntax.Block;
import dev.realmstep.config.syntax.Statement;
import dev.realmstep.config.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;

/** What may be said in a block, by the word that it begins with. */
final class BlockKinds {
    static final String REALM = "realm";
    static final String MACHINE = "machine";

    private BlockKinds() {}

    /** The properties of what a block describes; those of a realm where that is not known. */
    static List<? extends Property> properties(Optional<Block> block) {
        boolean isMachine =
                block.filter(b -> b.head().keyword().text().equals(MACHINE)).isPresent();
        return isMachine ? List.of(MachineProperty.values()) : List.of(RealmProperty.values());
    }

    /** The property that a statement of a block says. */
    static Optional<Property> property(SyntaxTree tree, Statement statement) {
        Optional<Block> block =
                tree.blockAt(statement.range().startLine(), statement.range().startColumn());
        return Keyword.find(properties(block), statement.keyword().text()).map(Property.class::cast);
    }
}
