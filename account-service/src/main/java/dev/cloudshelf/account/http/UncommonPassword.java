package dev.cloudshelf.account.http;

import dev.cloudshelf.account.domain.CommonPasswords;
import dev.cloudshelf.account.domain.Password;
import jakarta.inject.Singleton;
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

/** A password that is not among the commonest; null is for {@code @NotNull} to refuse. */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = UncommonPassword.Validator.class)
public @interface UncommonPassword {

    String message() default
            "must not be one of the " + CommonPasswords.REFUSED + " most common passwords";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks the list. */
    @Singleton
    class Validator implements ConstraintValidator<UncommonPassword, String> {

        private final CommonPasswords common;

        Validator(CommonPasswords common) {
            this.common = common;
        }

        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            return value == null || !common.contains(new Password(value));
        }
    }
}
