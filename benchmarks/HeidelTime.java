import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.SimpleDateFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs HeidelTime over a folder of texts in one process, so that its start is not counted: NAME.txt, whose first line is the day
 * of publication, gives NAME.tml. Prints the seconds that the texts took.
 *
 *     java -cp de.unihd.dbs.heideltime.standalone.jar HeidelTime.java FOLDER CONFIG
 */
public class HeidelTime {
    public static void main(String[] arguments) throws Exception {
        HeidelTimeStandalone tagger = new HeidelTimeStandalone(
            Language.ENGLISH, DocumentType.NEWS, OutputType.TIMEML, arguments[1], POSTagger.TREETAGGER);
        SimpleDateFormat form = new SimpleDateFormat("yyyy-MM-dd");
        List<Path> paths;
        try (var found = Files.list(Path.of(arguments[0]))) {
            paths = found.filter(p -> p.toString().endsWith(".txt")).sorted().collect(Collectors.toList());
        }
        tagger.process("It rained on Tuesday.", form.parse("2031-05-15"));
        long begun = System.nanoTime();
        for (Path path : paths) {
            String[] parts = Files.readString(path).split("\n", 2);
            String marked = tagger.process(parts[1], form.parse(parts[0]));
            Files.writeString(Path.of(path.toString().replaceAll("txt$", "tml")), marked);
        }
        System.out.println((System.nanoTime() - begun) / 1e9);
    }
}
