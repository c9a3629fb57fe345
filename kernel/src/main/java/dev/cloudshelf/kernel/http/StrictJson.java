package dev.cloudshelf.kernel.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Takes no value for another: 1.5 is no quantity, "3" no number and 12345678 no password. Guessing
 * what a client meant hides its mistake from it.
 */
@Singleton
public class StrictJson implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        refuse(
                mapper.coercionConfigFor(LogicalType.Integer),
                CoercionInputShape.Float,
                CoercionInputShape.String,
                CoercionInputShape.EmptyString,
                CoercionInputShape.Boolean);
        refuse(
                mapper.coercionConfigFor(LogicalType.Float),
                CoercionInputShape.String,
                CoercionInputShape.EmptyString,
                CoercionInputShape.Boolean);
        refuse(
                mapper.coercionConfigFor(LogicalType.Boolean),
                CoercionInputShape.Integer,
                CoercionInputShape.Float,
                CoercionInputShape.String,
                CoercionInputShape.EmptyString);
        refuse(
                mapper.coercionConfigFor(LogicalType.Textual),
                CoercionInputShape.Integer,
                CoercionInputShape.Float,
                CoercionInputShape.Boolean);
    }

    private static void refuse(MutableCoercionConfig target, CoercionInputShape... shapes) {
        for (CoercionInputShape shape : shapes) {
            target.setCoercion(shape, CoercionAction.Fail);
        }
    }
}
