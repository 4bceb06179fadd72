import fc from 'fast-check';
import { buildOrder } from '../../../demos/orders/build-order.ts';
import { OrderInput } from '../../../functions/contracts/orders/order-v1.ts';

test('every order keeps to the contract, exact total included, and differs between runs by its id alone', () => {
  fc.assert(
    fc.property(fc.nat(100_000), (place) => {
      const [one, other] = [buildOrder('one', place), buildOrder('other', place)];

      expect(OrderInput.safeParse(one).success).toBe(true);
      expect({ ...one, order_id: other.order_id }).toEqual(other);
      expect(one.order_id).not.toBe(other.order_id);
    }),
  );
});
