package dev.cloudshelf.kernel.http;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * A text of one line that reads as it is written: no control characters, and none of Unicode's
 * bidirectional formatting characters (UAX 9), with which a name can be made to look like another.
 * Null is for {@code @NotNull} to reject.
 */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PlainText.Validator.class)
public @interface PlainText {

    String message() default "must not have control characters or direction marks";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Looks at each character. */
    class Validator implements ConstraintValidator<PlainText, CharSequence> {

        @Override
        public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
            return isPlain(value);
        }

        static boolean isPlain(@Nullable CharSequence value) {
            return value == null || value.codePoints().noneMatch(Validator::isHidden);
        }

        private static boolean isHidden(int codePoint) {
            return Character.getType(codePoint) == Character.CONTROL
                    || codePoint == 0x061C
                    || codePoint == 0x200E
                    || codePoint == 0x200F
                    || (codePoint >= 0x2028 && codePoint <= 0x202E)
                    || (codePoint >= 0x2066 && codePoint <= 0x2069);
        }
    }
}
